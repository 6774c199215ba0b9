//! Feeds: what each office has to know, in one contiguous order.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::OfficeId;
use domain::ids::EventId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::StoreError;

/// Enters events into the feeds of the offices that see them.
///
/// The counters are taken in the offices' order, so that two transactions never wait for each other, and
/// this is the last statement before the commit, so that nobody waits longer than that.
pub(crate) async fn enter(
    conn: &mut PgConnection,
    news: &[(EventId, BTreeSet<OfficeId>)],
) -> Result<(), StoreError> {
    let mut of_office: BTreeMap<&OfficeId, Vec<Uuid>> = BTreeMap::new();
    for (event, offices) in news {
        for office in offices {
            of_office.entry(office).or_default().push(Uuid::from_bytes(*event.as_bytes()));
        }
    }
    for (office, events) in of_office {
        let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
        let head = sqlx::query!(
            "insert into feed_heads (office, seq) values ($1, $2)
             on conflict (office) do update set seq = feed_heads.seq + $2 returning seq",
            office.as_str(),
            count
        )
        .fetch_one(&mut *conn)
        .await?;
        sqlx::query!(
            "insert into feed_entries (office, seq, event)
             select $1, $2 + place, event from unnest($3::uuid[]) with ordinality as news (event, place)",
            office.as_str(),
            head.seq - count,
            &events
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
