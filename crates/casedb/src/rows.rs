//! Reading columns into values.

use domain::dates::Date;

use crate::error::DbError;

/// Reads a blob of a fixed length.
pub(crate) fn fixed<const N: usize>(
    blob: &[u8],
    table: &'static str,
    column: &'static str,
) -> Result<[u8; N], DbError> {
    blob.try_into().map_err(|_| DbError::InconsistentRow { table, column })
}

/// Reads a number of another width.
pub(crate) fn number<T: TryFrom<i64>>(
    value: i64,
    table: &'static str,
    column: &'static str,
) -> Result<T, DbError> {
    T::try_from(value).map_err(|_| DbError::InconsistentRow { table, column })
}

/// Writes a day as days since 1970-01-01.
pub(crate) fn day_number(day: Date) -> i64 {
    epoch().map_or(0, |epoch| i64::from(epoch.days_until(day)))
}

/// Reads a day.
pub(crate) fn day(number: i64, table: &'static str, column: &'static str) -> Result<Date, DbError> {
    let wrong = DbError::InconsistentRow { table, column };
    match (epoch(), i32::try_from(number)) {
        (Some(epoch), Ok(days)) => Ok(epoch.add_days(days)),
        _ => Err(wrong),
    }
}

fn epoch() -> Option<Date> {
    Date::new(1970, 1, 1).ok()
}
