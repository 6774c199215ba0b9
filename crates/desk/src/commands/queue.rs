//! The work queue and the way from one case to the next.

use casedb::cases::CaseLine;
use casedb::cases::queue::{Filter, Scope as DbScope};
use domain::case::StageName;
use domain::catalogue::FieldCode;
use domain::deadlines::Urgency;

use crate::case_view::{line_item, titled};
use crate::desk::Desk;
use crate::office::{Office, Rivals};
use crate::views::queue::{
    NextCaseRequest, NextCaseView, QueueGroupView, QueueRequest, QueueView, Scope, StageView,
};
use crate::{Error, ErrorCode};

/// How many lines come when nobody says how many.
const LINES: u32 = 200;
/// The most lines at a time.
const MOST_LINES: u32 = 1_000;

fn filter(office: &Office, request: QueueRequest) -> Result<Filter, Error> {
    let officer = office.acting();
    let field = request.field.map(|field| FieldCode::parse(&field)).transpose();
    Ok(Filter {
        scope: match request.scope {
            Scope::Mine => DbScope::Mine(officer.office.clone(), officer.account.clone()),
            Scope::Office => DbScope::Office(officer.office.clone()),
            Scope::All => DbScope::All(officer.office.clone()),
        },
        text: request.text.unwrap_or_default(),
        urgency: request.urgency.map(Urgency::from),
        stage: request.stage.map(StageName::from),
        activity: request.activity.map(Into::into),
        field: field.map_err(|_| Error::new(ErrorCode::FieldUnknown))?,
        limit: request.limit.unwrap_or(LINES).min(MOST_LINES),
        offset: request.offset.unwrap_or(0),
    })
}

/// Lists a part of the queue.
pub async fn queue(desk: &Desk, request: QueueRequest) -> Result<QueueView, Error> {
    let mut office = desk.office().await?;
    let filter = filter(&office, request)?;
    office.searched(&filter.text).await?;
    let now = office.now();
    let marks = office.marks().await?;
    let mut reader = office.db.read().await?;
    let catalogue = &office.catalogue;
    let queue = casedb::cases::queue::queue(reader.conn(), catalogue, now, &filter).await?;
    let lines = queue.lines.iter().map(|(_, line)| line);
    let repeating = Rivals::repeating(reader.conn(), lines).await?;
    let items = queue.lines.iter().map(|(urgency, line)| {
        let repeats = repeating.contains(&line.id);
        (*urgency, line_item(line, repeats, (&office, &marks), now))
    });
    let items: Vec<_> = items.collect();
    let total = queue.counts.iter().map(|(_, count)| count).sum();
    let elsewhere = match total {
        0 => {
            let (office, text) = (&office.acting().office, &filter.text);
            casedb::cases::queue::count_found(reader.conn(), office, text).await?
        }
        _ => 0,
    };
    let groups = queue.counts.iter().map(|(urgency, count)| QueueGroupView {
        urgency: (*urgency).into(),
        count: *count,
        items: items.iter().filter(|(of, _)| of == urgency).map(|(_, item)| item.clone()).collect(),
    });
    Ok(QueueView {
        groups: groups.collect(),
        total,
        elsewhere,
        unfiltered: queue.unfiltered,
        fields: queue.fields.iter().map(|(code, title)| titled(code.as_str(), title)).collect(),
        stages: queue.stages.into_iter().map(StageView::from).collect(),
    })
}

/// Names the case that follows the one just left in the officer's own queue, and the first again after the last.
/// Cases that nobody may decide, because they are disputed or a decision of them waits, are passed over.
pub async fn next_case(desk: &Desk, request: NextCaseRequest) -> Result<NextCaseView, Error> {
    let office = desk.office().await?;
    let waiting = office.marks().await?.waiting;
    let officer = office.acting();
    let scope = DbScope::Mine(officer.office.clone(), officer.account.clone());
    let filter = Filter { limit: MOST_LINES, ..Filter::of(scope) };
    let mut reader = office.db.read().await?;
    let now = office.now();
    let queue = casedb::cases::queue::queue(reader.conn(), &office.catalogue, now, &filter).await?;
    let is_left = |line: &CaseLine| Some(line.id.to_string()) == request.after;
    let left = queue.lines.iter().position(|(_, line)| is_left(line));
    let (before, after) = queue.lines.split_at(left.map_or(0, |at| at + 1));
    let passed_over = |line: &CaseLine| {
        line.stage == StageName::Disputed || is_left(line) || waiting.contains_key(&line.id)
    };
    let mut following = after.iter().chain(before);
    let next = following.find(|(_, line)| !passed_over(line));
    Ok(NextCaseView { case_id: next.map(|(_, line)| line.id.to_string()) })
}
