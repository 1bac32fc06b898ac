// A share in per cent, as people type it: 0 to 100, exact to a hundredth.

/** Tells whether what was typed is no share of 0 to 100 with at most two decimals. */
export function isWrongPercent(typed: string): boolean {
  return !/^\d{1,3}([.,]\d{1,2})?$/.test(typed.trim()) || Number(typed.replace(",", ".")) > 100;
}

/** Returns the share as files hold it. */
export function percentOf(typed: string): number {
  return Number(typed.trim().replace(",", "."));
}
