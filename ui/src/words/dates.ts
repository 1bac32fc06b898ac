// Days and times of day as people here write them.

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const narrowDays = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const shortDays = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const shortDaysHere = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const daysHere = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const times = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Writes a date such as "2026-07-01" as "1 July 2026". */
export function day(date: string): string {
  return days.format(new Date(date));
}

/** Writes a date such as "2026-07-01" as "1 Jul 2026", where there is little room. */
export function narrowDay(date: string): string {
  return narrowDays.format(new Date(date));
}

/** Writes a moment as the time of day here, such as "14:02". */
export function timeOfDay(moment: string): string {
  return times.format(new Date(moment));
}

/** Writes a date such as "2027-01-15" as "15 Jan". */
export function shortDay(date: string): string {
  return shortDays.format(new Date(date));
}

/** Writes a moment as the day here, such as "15 Jan". */
export function shortDayOf(moment: string): string {
  return shortDaysHere.format(new Date(moment));
}

/** Writes a moment as "15 Jan, 16:20". */
export function shortMoment(moment: string): string {
  return `${shortDayOf(moment)}, ${timeOfDay(moment)}`;
}

/** Writes a moment as "15 January 2027, 16:20". */
export function longMoment(moment: string): string {
  return `${daysHere.format(new Date(moment))}, ${timeOfDay(moment)}`;
}
