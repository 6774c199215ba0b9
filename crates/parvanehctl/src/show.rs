//! Views in lines for people and for `sed`: an English label, a colon, and the data as it is.

use std::io::Result;

use desk::views::acts::ActName;
use desk::views::case::{ActView, CaseView, FactValue};
use desk::views::printing::{SheetState, SheetView};
use desk::views::queue::{DueView, QueueItemView, QueueView};
use desk::views::session::OfficerView;

use crate::outcome::word;
use crate::records::Records;

/// An officer on a line.
pub fn officer(out: &mut Records<'_>, officer: &OfficerView) -> Result<()> {
    let OfficerView { id, name, role, title, office, .. } = officer;
    writeln!(out, "officer {id}: {name}, {title}, {office} ({})", word(role))
}

/// The queue, a case on a line.
pub fn queue(out: &mut Records<'_>, queue: &QueueView) -> Result<()> {
    for group in &queue.groups {
        for item in &group.items {
            queue_item(out, item)?;
        }
    }
    let shown: usize = queue.groups.iter().map(|group| group.items.len()).sum();
    writeln!(out, "shown: {shown} of {}", queue.total)
}

fn queue_item(out: &mut Records<'_>, item: &QueueItemView) -> Result<()> {
    let (code, field) = (&item.tracking_code, &item.field);
    let due = item.due.as_ref().map(|due| format!(", {}", due_words(due)));
    let held = item.held_by.as_ref().map(|holder| format!(", held by {holder}"));
    let waits = item.waiting.map(|act| format!(", {} waits to be sealed", word(&act)));
    let more: String = [due, held, waits].into_iter().flatten().collect();
    let stage = word(&item.stage);
    writeln!(out, "case {code}: {}, {} {}, {stage}{more}", item.applicant, field.code, field.title)
}

fn due_words(due: &DueView) -> String {
    let kind = if due.working_days { "working days" } else { "days" };
    let paused = if due.paused { ", paused" } else { "" };
    let (urgency, left) = (word(&due.urgency), due.days_left);
    format!("{urgency}, {left} {kind} to {}{paused}", due.due.jalali)
}

/// A case, whole.
pub fn case(out: &mut Records<'_>, case: &CaseView) -> Result<()> {
    writeln!(out, "tracking code: {}", case.tracking_code)?;
    writeln!(out, "case: {}", case.id)?;
    writeln!(out, "version: {}", case.version)?;
    writeln!(out, "applicant: {} ({})", case.applicant, word(&case.activity))?;
    writeln!(out, "field: {} {}", case.field.code, case.field.title)?;
    writeln!(out, "agency: {}", case.agency.title)?;
    writeln!(out, "purpose: {}", word(&case.purpose))?;
    writeln!(out, "stage: {}", word(&case.stage))?;
    if let Some(waiting) = &case.waiting {
        writeln!(out, "waits to be sealed: {} by {}", word(&waiting.act), waiting.by)?;
    }
    if let Some(why) = &case.returned {
        writeln!(out, "returned: {}: {} {}", word(&why.code), why.message, why.hint)?;
    }
    if let Some(due) = &case.due {
        writeln!(out, "due: {}", due_words(due))?;
    }
    for group in &case.facts {
        for fact in &group.facts {
            writeln!(out, "fact {}: {}", fact.name, value(&fact.value))?;
        }
    }
    for warning in &case.warnings {
        let about = warning.subject.as_deref().unwrap_or_default();
        writeln!(out, "warning {}: {about}", word(&warning.code))?;
    }
    for attachment in &case.attachments {
        let seen = if attachment.seen { "seen" } else { "unseen" };
        let title = &attachment.document.title;
        writeln!(out, "attachment {}: {title}, {}, {seen}", attachment.id, attachment.name)?;
    }
    for check in &case.checklist {
        writeln!(out, "check {}: {}, {}", check.row, word(&check.answer), check.text)?;
    }
    for act in &case.acts {
        writeln!(out, "{}", act_line(act))?;
    }
    for condition in &case.conditions {
        writeln!(out, "condition {}: {}", condition.number, condition.title)?;
    }
    for request in &case.requests {
        writeln!(out, "request {}: {}, {}", request.id, word(&request.state), request.text)?;
    }
    for service in &case.services {
        let done = if service.record.is_some() { "done" } else { "open" };
        writeln!(out, "service {}: {done}", word(&service.service))?;
    }
    if let Some(licence) = &case.licence {
        writeln!(out, "licence: {}", licence.number)?;
        writeln!(out, "licence standing: {}", word(&licence.standing))?;
        writeln!(out, "licence valid until: {}", licence.valid_until.jalali)?;
        writeln!(out, "first signature: {}", licence.first_signature)?;
        writeln!(out, "second signature: {}", licence.second_signature)?;
    }
    for referral in &case.referrals {
        let rials = referral.amount.rials;
        writeln!(out, "referral {}: {}, {rials} rials", referral.id, referral.bank.title)?;
    }
    case.sheets.iter().try_for_each(|printed| sheet(out, printed))?;
    for note in &case.notes {
        writeln!(out, "note {}: {}, {}", note.at.day.jalali, note.by, note.text)?;
    }
    for event in &case.timeline {
        let (day, time) = (&event.at.day.jalali, &event.at.time);
        let office = event.office.as_ref().map(|office| format!(", {office}")).unwrap_or_default();
        writeln!(out, "event {day} {time}: {} by {}{office}", event.kind, event.by)?;
    }
    Ok(())
}

fn act_line(ActView { act, blocked }: &ActView) -> String {
    let decision = if ActName::waits(*act) { " (decision)" } else { "" };
    let name = word(act);
    match blocked {
        None => format!("act {name}: open{decision}"),
        Some(block) => {
            let why = serde_json::json!(block)["kind"].clone();
            format!("act {name}: blocked by {}{decision}", word(&why))
        }
    }
}

fn value(value: &FactValue) -> String {
    match value {
        FactValue::Text(text) | FactValue::Code(text) | FactValue::Term(text) => text.clone(),
        FactValue::Day(day) => day.jalali.clone(),
        FactValue::Money(money) => format!("{} rials", money.rials),
        FactValue::Count(count) => count.to_string(),
        FactValue::Area(area) => format!("{area} m2"),
    }
}

/// A sheet of the ledger on a line.
pub fn sheet(out: &mut Records<'_>, sheet: &SheetView) -> Result<()> {
    let state = match &sheet.state {
        SheetState::Unanswered => "unanswered".to_owned(),
        SheetState::Sound => "sound".to_owned(),
        SheetState::Spoiled { reason } => format!("spoiled: {reason}"),
        SheetState::HandedOver { to } => format!("handed over to {to}"),
    };
    let (document, code) = (word(&sheet.document), &sheet.case.tracking_code);
    let (copy, printer) = (sheet.copy, &sheet.printer);
    writeln!(
        out,
        "sheet {:06}: {document} of {code}, copy {copy}, {printer}, {state}{}",
        sheet.serial,
        sheet.reason.as_ref().map(|reason| format!(", again: {reason}")).unwrap_or_default()
    )
}
