//! Moments as certificates and PDFs write them: whole seconds, UTC, 1970 to 9999.

use std::time::Duration;

use der::DateTime;
use der::asn1::{GeneralizedTime, UtcTime};
use jiff::Timestamp;
use x509_cert::time::Time;

use crate::Error;

/// Writes `at` as X.509 and CMS want it: UTCTime up to 2049, GeneralizedTime after.
pub(crate) fn to_asn1(at: Timestamp) -> Result<Time, Error> {
    let unfit = || Error::UnfitMoment(at);
    let seconds = u64::try_from(at.as_second()).map_err(|_| unfit())?;
    let moment = DateTime::from_unix_duration(Duration::from_secs(seconds)).map_err(|_| unfit())?;
    Ok(match UtcTime::from_date_time(moment) {
        Ok(short) => Time::UtcTime(short),
        Err(_) => Time::GeneralTime(GeneralizedTime::from_date_time(moment)),
    })
}

/// Reads a moment of a certificate or an attribute.
pub(crate) fn from_asn1(time: Time) -> Timestamp {
    let seconds = time.to_unix_duration().as_secs();
    let seconds = i64::try_from(seconds).expect("ASN.1 years end at 9999");
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

/// Writes `at` as a PDF date in UTC (ISO 32000-1, 7.9.4).
pub(crate) fn to_pdf(at: Timestamp) -> Result<String, Error> {
    to_asn1(at)?;
    Ok(at.strftime("D:%Y%m%d%H%M%SZ").to_string())
}

/// Reads a PDF date that [`to_pdf`] has written.
pub(crate) fn from_pdf(text: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?;
    let civil = jiff::civil::DateTime::strptime("D:%Y%m%d%H%M%SZ", text).ok()?;
    let at = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    (to_pdf(at).ok()? == text).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_survive_both_notations() {
        for text in [
            "2026-03-01T09:00:07Z",
            "2049-12-31T23:59:59Z",
            "2050-01-01T00:00:00Z",
        ] {
            let at: Timestamp = text.parse().unwrap();
            assert_eq!(from_asn1(to_asn1(at).unwrap()), at);
            assert_eq!(from_pdf(to_pdf(at).unwrap().as_bytes()), Some(at));
        }
    }

    #[test]
    fn a_moment_before_1970_is_refused() {
        let at: Timestamp = "1969-12-31T23:59:59Z".parse().unwrap();
        assert_eq!(to_asn1(at), Err(Error::UnfitMoment(at)));
        assert_eq!(from_pdf(b"D:20260101"), None);
    }
}
