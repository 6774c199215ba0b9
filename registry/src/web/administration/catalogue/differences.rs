//! What the draft changes of the newest edition, for people to read before they stand behind it.

use domain::catalogue::{Change, ChangedColumn, Difference};
use maud::{Markup, html};
use serde_json::Value;

use super::super::{Signed, scrolled};
use super::draft_page::SHOWN;
use super::values::{self, Names};
use super::{columns, undo};
use crate::administration::Right;
use crate::editions::Published;
use crate::editions::draft::Draft;
use crate::editions::words as said;
use crate::web::lang::Lang;

pub(super) fn shown(signed: &Signed, held: &Draft, newest: Option<&Published>) -> Markup {
    let lang = signed.lang;
    let may = signed.administrator.may(Right::Catalogue);
    html! {
        h2 id=(undo::DIFFERENCES) { (lang.say("تفاوت با آخرین ویرایش منتشرشده", "What it changes of the newest edition")) }
        @match newest {
            None => p.note { (lang.say("ویرایشی برای مقایسه نیست.", "There is no edition to compare with.")) },
            Some(newest) => {
                @let differences = held.catalogue.differences(&newest.catalogue);
                @let names = (Names::of(&newest.catalogue.to_json()), Names::of(&held.catalogue.to_json()));
                @if differences.is_empty() {
                    p.note { (lang.say("تفاوتی نیست.", "Nothing.")) }
                } @else {
                    @if differences.len() > SHOWN {
                        p.note { (lang.digits(&differences.len().to_string())) " " (lang.say("تفاوت؛ بخشی از آن اینجاست.", "differences; these are the first.")) }
                    }
                    (scrolled(lang, &html! {
                        thead { tr {
                            th scope="col" { (lang.say("بخش", "Section")) }
                            th scope="col" { (lang.say("ردیف", "Row")) }
                            th scope="col" { (lang.say("تفاوت", "Difference")) }
                            @if may { th scope="col" { (lang.say("کار", "Act")) } }
                        } }
                        tbody { @for difference in differences.iter().take(SHOWN) { tr {
                            td { (said::section(lang, difference.section)) }
                            td { (row(lang, difference)) }
                            td.broad { (change(lang, difference, &names)) }
                            @if may { td { (undo::button(signed, held.version, newest.id(), difference)) } }
                        } } }
                    }))
                }
            }
        }
    }
}

fn row(lang: Lang, difference: &Difference) -> Markup {
    let name = values::row_name(lang, difference.section, &difference.row);
    html! {
        bdi { (name) }
        @if difference.title != name { " " bdi lang="fa" { (difference.title) } }
    }
}

fn change(lang: Lang, difference: &Difference, names: &(Names, Names)) -> Markup {
    let section = difference.section;
    let label = |name: &str| {
        let found = columns::of(section).iter().find(|column| column.name == name);
        found.map_or_else(|| name.to_owned(), |column| lang.say(column.fa, column.en).to_owned())
    };
    match &difference.change {
        Change::Added => html! { strong { (lang.say("افزوده شد", "added")) } },
        Change::Removed => html! { strong { (lang.say("برداشته شد", "removed")) } },
        Change::Changed(changed) => html! { @for column in changed {
            @let (before, after) = apart(column);
            div {
                (label(&column.name)) ": "
                @if let Some(before) = &before {
                    span.unseen { (lang.say("پیش‌تر ", "was ")) }
                    del { bdi { (values::shown(lang, section, &column.name, before, &names.0)) } }
                }
                @if before.is_some() && after.is_some() { (lang.say(" ← ", " → ")) }
                @if let Some(after) = &after {
                    span.unseen { (lang.say(" اکنون ", " is ")) }
                    ins { bdi { (values::shown(lang, section, &column.name, after, &names.1)) } }
                }
            }
        } },
    }
}

/// What was there and what is there now; of lists only what one has and the other has not, if there is any.
fn apart(column: &ChangedColumn) -> (Option<Value>, Option<Value>) {
    let whole = (Some(column.before.clone()), Some(column.after.clone()));
    let (Value::Array(before), Value::Array(after)) = (&column.before, &column.after) else {
        return whole;
    };
    let lacking = |items: &[Value], others: &[Value]| {
        let items: Vec<Value> =
            items.iter().filter(|item| !others.contains(item)).cloned().collect();
        (!items.is_empty()).then_some(Value::Array(items))
    };
    match (lacking(before, after), lacking(after, before)) {
        (None, None) => whole,
        apart => apart,
    }
}
