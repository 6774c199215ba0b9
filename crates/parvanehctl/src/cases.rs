//! `case` and `search`: the queue, a case, acts on it, and case files.

use std::path::Path;

use base64::Engine as _;
use desk::views::acts::{Act, ActRequest, ActedView};
use desk::views::case::CaseRequest;
use desk::views::files::ImportRequest;
use desk::views::queue::{QueueRequest, Scope};
use desk::views::session::{Settlement, WaitingRequest};
use desk::{Desk, Error, ErrorCode, case_file, commands, specimen};

use crate::cli::{CaseCommand, Global, Import, ListScope};
use crate::office::with_office;
use crate::outcome::{Done, Failure, Voice};
use crate::render::print;
use crate::{files, show};

/// The exit code of a case file that came in without all of its documents.
const LEFT_OUT: u8 = 8;

/// Works on cases.
pub async fn case(global: &Global, verb: CaseCommand) -> Result<Done, Failure> {
    match verb {
        CaseCommand::List { scope, text, limit, offset } => {
            let scope = match scope {
                ListScope::Mine => Scope::Mine,
                ListScope::Office => Scope::Office,
                ListScope::All => Scope::All,
            };
            list(global, scope, text, limit, offset).await
        }
        CaseCommand::Show { id } => {
            let request = CaseRequest { case_id: id };
            let view =
                with_office(global, async |desk| Ok(commands::case(desk, request).await?)).await?;
            Voice::of(global).answer(&view, show::case)
        }
        CaseCommand::Seal { id } => settle(global, id, Settlement::Seal).await,
        CaseCommand::Undo { id } => settle(global, id, Settlement::Undo).await,
        CaseCommand::Act { id, acts } => act(global, &id, &acts).await,
        CaseCommand::Import(Import { file: Some(file), .. }) => import(global, &file).await,
        CaseCommand::Import(Import { example: true, .. }) => {
            print(&files::text(specimen::case_file()?)?)
        }
        CaseCommand::Import(_) => print(&format!("{:#}", case_file::schema())),
    }
}

/// Finds cases among all that the office may see.
pub async fn search(global: &Global, text: String, limit: Option<u32>) -> Result<Done, Failure> {
    list(global, Scope::All, Some(text), limit, None).await
}

async fn list(
    global: &Global,
    scope: Scope,
    text: Option<String>,
    limit: Option<u32>,
    offset: Option<u32>,
) -> Result<Done, Failure> {
    let request = QueueRequest {
        scope,
        text,
        urgency: None,
        stage: None,
        activity: None,
        field: None,
        limit,
        offset,
    };
    let view = with_office(global, async |desk| Ok(commands::queue(desk, request).await?)).await?;
    Voice::of(global).answer(&view, show::queue)
}

/// Does things with a case, in order, and stops at the first that is refused.
async fn act(global: &Global, id: &str, arguments: &[String]) -> Result<Done, Failure> {
    let mut acts = Vec::new();
    for argument in arguments {
        acts.extend(read_acts(&files::argument(argument)?)?);
    }
    if acts.is_empty() {
        return Err(Error::saying(ErrorCode::InputInvalid, "کاری در ورودی نیست.").into());
    }
    let acted = with_office(global, async |desk| do_all(desk, id, acts).await).await?;
    Voice::of(global).answer(&acted, |out, acted| {
        if let Some(opened) = &acted.opened {
            writeln!(out, "opened: {}", opened.tracking_code)?;
        }
        show::case(out, &acted.case)
    })
}

async fn do_all(desk: &Desk, id: &str, acts: Vec<Act>) -> Result<ActedView, Failure> {
    let mut opened = None;
    for act in acts {
        // A note leaves a decision alone that waits from before.
        let decides = act.name().waits();
        let request = ActRequest { case_id: id.to_owned(), act };
        let acted = Box::pin(commands::act(desk, request)).await?;
        opened = acted.opened.or(opened);
        if decides {
            commands::seal(desk, WaitingRequest { case_id: Some(acted.case.id) }).await?;
        }
    }
    let case = commands::case(desk, CaseRequest { case_id: id.to_owned() }).await?;
    Ok(ActedView { case, pending: Vec::new(), opened })
}

/// Says what becomes of the decision of a case that waits.
async fn settle(global: &Global, id: String, how: Settlement) -> Result<Done, Failure> {
    let request = WaitingRequest { case_id: Some(id.clone()) };
    let view = with_office(global, async |desk| {
        match how {
            Settlement::Seal => drop(commands::seal(desk, request).await?),
            Settlement::Undo => drop(commands::undo(desk, request).await?),
            Settlement::Keep => {}
        }
        Ok(commands::case(desk, CaseRequest { case_id: id }).await?)
    });
    Voice::of(global).answer(&view.await?, show::case)
}

/// Reads one act or several, one after the other.
fn read_acts(text: &str) -> Result<Vec<Act>, Error> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Act>();
    values.map(|act| act.map_err(|error| Error::unreadable(&error))).collect()
}

async fn import(global: &Global, file: &Path) -> Result<Done, Failure> {
    let bytes = files::read(file, case_file::MAX_FILE_BYTES)?;
    let request = ImportRequest { file: base64::engine::general_purpose::STANDARD.encode(bytes) };
    let view = with_office(global, async |desk| Ok(commands::import(desk, request).await?)).await?;
    let done = Voice::of(global).answer(&view, |out, view| {
        writeln!(out, "tracking code: {}", view.case.tracking_code)?;
        writeln!(out, "case: {}", view.case.id)?;
        writeln!(out, "applicant: {}", view.case.applicant)?;
        writeln!(out, "office: {}", view.office)?;
        for one in &view.left_out {
            let (wrong, advice) = (&one.error.message, &one.error.hint);
            writeln!(out, "left out: {}: {wrong} {advice}", one.document)?;
        }
        if view.known { writeln!(out, "known: this very file was taken in before") } else { Ok(()) }
    })?;
    Ok(if view.left_out.is_empty() { done } else { Done::Finding(LEFT_OUT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_acts_can_stand_one_after_the_other() {
        let acts = read_acts("{\"act\":\"take\"}\n {\"act\":\"note\",\"text\":\"یادداشت\"}");
        let note = Act::Note { text: "یادداشت".to_owned() };
        assert_eq!(acts, Ok(vec![Act::Take {}, note]));
        assert_eq!(read_acts(" "), Ok(Vec::new()));
    }

    #[test]
    fn an_act_that_is_none_is_named_and_what_was_typed_is_not_repeated() {
        let error = read_acts("{\"act\":\"take\"}{\"act\":\"grant\"}").expect_err("no such act");
        assert_eq!(error.code, ErrorCode::InputInvalid);
        assert!(error.message.contains("unknown variant `grant`"), "{}", error.message);
        let error = read_acts("{\"act\":\"check\",\"row\":\"0076229645\"}").expect_err("no row");
        assert!(!error.message.contains("0076229645"), "{}", error.message);
        assert!(read_acts("{").is_err());
    }
}
