//! What the window offers is what can be done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::dates::Instant;
use domain::ids::OfficerId;

use super::blocks::OFFERED;
use crate::acts::Doing;
use crate::clock::{SeededRandomness, SetClock};
use crate::commands::open_demo;
use crate::commands::types::*;
use crate::office::{AndThen, Office};
use crate::views::acts::ActName;
use crate::{Desk, Keyring};

/// An office of the demo with cases of every stage.
async fn demo(folder: &std::path::Path) -> Desk {
    let clock = Arc::new(SetClock::at(Instant::from_millis(1_795_411_800_000)));
    let random = Arc::new(SeededRandomness::from_seed(7));
    let desk = Desk::new(folder, Some(folder.join("marks")), Keyring::Unused).with(clock, random);
    let request = OpenDemoRequest {
        passphrase: Some("گذرواژهٔ آزمایشی بلند".to_owned()),
        cases: Some(112),
        seed: Some(7),
    };
    open_demo(&desk, request).await.expect("a new office");
    desk
}

/// One case of each stage for each officer who sees it, with its id.
async fn cases(desk: &Desk) -> BTreeMap<(String, String), String> {
    let mut office = desk.office().await.expect("it is open");
    let mut reader = office.db.read().await.expect("a connection");
    let ids: Vec<Vec<u8>> = sqlx::query_scalar("select id from cases order by number")
        .fetch_all(reader.conn())
        .await
        .expect("readable");
    drop(reader);
    let officers: Vec<_> = office.officers().into_iter().map(|officer| officer.id).collect();
    let mut found = BTreeMap::new();
    for officer in officers {
        office.seat(&OfficerId::parse(&officer).expect("an officer")).await.expect("a seat");
        for id in &ids {
            let id: [u8; 16] = id.as_slice().try_into().expect("sixteen bytes");
            let id = domain::ids::CaseId::from_bytes(id).to_string();
            let Ok(case) = office.find(&id).await else { continue };
            let turn = case.office.as_ref() == Some(&office.acting().office);
            let answered = case.requests.iter().any(|it| it.is_pending() && !it.is_open());
            let force = case.licence().map(domain::case::Licence::is_in_force);
            let stage = format!("{:?} {turn} {answered} {force:?}", case.stage_name());
            found.entry((officer.clone(), stage)).or_insert(id);
        }
    }
    found
}

/// What the forms of these acts need from the officer is more than can be filled in plainly.
const WRITTEN: [ActName; 4] =
    [ActName::Ask, ActName::Refuse, ActName::ConfirmSupporter, ActName::ReferToBank];

async fn tried(office: &Office, id: &str, act: ActName) -> Option<Result<(), crate::ErrorCode>> {
    let case = office.find(id).await.expect("the case");
    let colleagues = office.colleagues();
    let mut reader = office.db.read().await.expect("a reader");
    let looks = casedb::looks::at_documents(reader.conn(), case.id).await.expect("the looks");
    drop(reader);
    let doing = Doing {
        case: &case,
        opened: &looks.opened_by(&office.acting().account, office.now()),
        officer: office.acting(),
        catalogue: &office.catalogue,
        at: office.now(),
        random: office.random(),
    };
    let facts = doing.plain(act, &colleagues)?;
    let done = crate::acts::Done { facts, ..Default::default() };
    let tried = office.append(done, office.now(), AndThen::RollBack).await;
    Some(tried.map(|_| ()).map_err(|error| error.code))
}

#[tokio::test]
async fn the_window_offers_what_sealing_takes_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Box::pin(demo(folder.path())).await;
    let cases = cases(&desk).await;
    let (mut seen, mut blocked, mut refused) = (BTreeSet::new(), 0, 0);
    let mut wrong: Vec<String> = Vec::new();
    for ((officer, stage), id) in cases {
        let mut office = desk.office().await.expect("it is open");
        office.seat(&OfficerId::parse(&officer).expect("an officer")).await.expect("a seat");
        let looked_up = office.look_up(&id).await.expect("the case");
        let view = office.view(&looked_up).await.expect("a view");
        for act in OFFERED {
            let offered = view.acts.iter().find(|it| it.act == act);
            let tried = tried(&office, &id, act).await;
            seen.extend(offered.map(|_| format!("{act:?}")));
            let said = format!("{officer} at {stage}: {act:?} {tried:?}");
            match (offered, tried) {
                (None, None) => {}
                (None, Some(tried)) => {
                    wrong.extend(tried.is_ok().then(|| format!("not offered and taken: {said}")));
                    refused += 1;
                }
                (Some(_), None) => wrong.push(format!("offered about nothing: {said}")),
                (Some(view), Some(tried)) if view.blocked.is_some() => {
                    wrong.extend(tried.is_ok().then(|| format!("blocked and taken: {said}")));
                    blocked += 1;
                }
                (Some(_), Some(tried)) => {
                    let refused = tried.is_err() && !WRITTEN.contains(&act);
                    wrong.extend(refused.then(|| format!("offered and refused: {said}")));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(refused > 300, "{refused}");
    assert!(blocked > 10, "{blocked}");
    let unseen = OFFERED.into_iter().filter(|it| !seen.contains(&format!("{it:?}")));
    assert_eq!(unseen.collect::<Vec<_>>(), [], "the demo has a case for each act");
}
