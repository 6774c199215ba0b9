//! The time left.

use domain::case::Clock;
use domain::catalogue::{Catalogue, DayUnit};
use domain::dates::Instant;

use crate::views::queue::DueView;

/// The deadline that a clock shows at an instant.
pub(crate) fn due_view(
    clock: Option<&Clock>,
    catalogue: &Catalogue,
    now: Instant,
) -> Option<DueView> {
    domain::deadlines::of_clock(clock?, catalogue, now).map(|due| DueView {
        urgency: due.urgency.into(),
        days_left: due.days_left,
        working_days: due.unit == DayUnit::Working,
        due: due.on.into(),
        last_working_day: due.last_working_day.into(),
        paused: due.paused,
    })
}
