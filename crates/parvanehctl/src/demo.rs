//! `demo`, `officers`, `switch`: the demo office, who sits in it, and the lists of its sample authority.

use desk::commands;
use desk::proofs::{SampleLists, sample_lists};
use desk::views::Nothing;
use desk::views::session::{OpenDemoRequest, StatusView};
use desk::{Error, ErrorCode};
use serde_json::json;

use crate::cli::{Demo, DemoList, Global, ListFile};
use crate::office::{desk_of, passphrase, seat, warn_of_mark, with_office};
use crate::outcome::{Done, Failure, Voice, word};
use crate::{files, show};

/// Founds the demo office, or writes a list of its authority.
pub async fn demo(global: &Global, asked: Demo) -> Result<Done, Failure> {
    match asked.lists {
        Some(list) => write_list(global, list).await,
        None => Box::pin(found(global, asked.cases, asked.seed)).await,
    }
}

async fn found(global: &Global, cases: Option<u32>, seed: Option<u64>) -> Result<Done, Failure> {
    let desk = desk_of(global)?;
    let request = OpenDemoRequest { passphrase: passphrase(), cases, seed };
    let status = commands::open_demo(&desk, request).await?;
    warn_of_mark(&desk, global).await;
    desk.close().await?;
    Voice::of(global).answer(&status, |out, status| {
        writeln!(out, "folder: {}", desk.folder().display())?;
        let StatusView::Open(open) = status else { return Ok(()) };
        writeln!(out, "key: {}", word(&json!(open.key_store)["kind"]))?;
        show::officer(out, &open.officer)
    })
}

async fn write_list(global: &Global, list: DemoList) -> Result<Done, Failure> {
    let (DemoList::TrustList(ListFile { out, seed })
    | DemoList::StatusList(ListFile { out, seed })) = &list;
    let lists = with_office(global, async |desk| Ok(sample_lists(desk, *seed).await?)).await?;
    let SampleLists { root, trust, statuses } = lists;
    let bytes = match &list {
        DemoList::TrustList(_) => trust,
        DemoList::StatusList(_) => statuses,
    };
    files::write(out, &bytes)?;
    let written = json!({ "path": out, "root": root });
    Voice::of(global).answer(&written, |lines, _| {
        writeln!(lines, "file: {}", out.display())?;
        writeln!(lines, "root: {root}")
    })
}

/// Lists the officers.
pub async fn officers(global: &Global) -> Result<Done, Failure> {
    let view =
        with_office(global, async |desk| Ok(commands::officers(desk, Nothing {}).await?)).await?;
    Voice::of(global).answer(&view, |out, view| {
        view.officers.iter().try_for_each(|officer| show::officer(out, officer))
    })
}

/// Seats another officer for good.
pub async fn switch(global: &Global, officer: String) -> Result<Done, Failure> {
    if global.officer.is_some() {
        let message = "‏--as کارشناس را تنها برای همین فرمان می‌نشاند و با switch نمی‌خواند.";
        return Err(Error::saying(ErrorCode::InputInvalid, message).into());
    }
    let status = with_office(global, async |desk| {
        seat(desk, officer).await?;
        Ok(commands::status(desk, Nothing {}).await?)
    })
    .await?;
    Voice::of(global).answer(&status, |out, status| match status {
        StatusView::Open(open) => show::officer(out, &open.officer),
        StatusView::Locked { .. } | StatusView::FirstRun { .. } => Ok(()),
    })
}
