// Days and times of day as people here write them.

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const times = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Writes a date such as "2026-07-01" as "1 July 2026". */
export function day(date: string): string {
  return days.format(new Date(date));
}

/** Writes a moment as the time of day here, such as "14:02". */
export function timeOfDay(moment: string): string {
  return times.format(new Date(moment));
}
