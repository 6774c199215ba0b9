//! The form of every act: each opens on a case that offers it, without one fault of accessibility.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use tests::page::By;

use crate::clerk::{Clerk, demo_office, list, text};

/// Every act that has a form, wherever on the screen it is opened.
const ACTS: [&str; 24] = [
    "amend",
    "approve",
    "ask",
    "askClearance",
    "assign",
    "completeEmpowerment",
    "confirmSupporter",
    "extendDeadline",
    "issueLicence",
    "logCall",
    "nameSupporter",
    "recordAnswer",
    "recordBankAnswer",
    "recordClearance",
    "recordService",
    "referToBank",
    "refuse",
    "reinstate",
    "renew",
    "resolveDispute",
    "revoke",
    "suspend",
    "transfer",
    "withdraw",
];

/// Those that open as a dialog of their own and not beside the checklist.
const DIALOGS: [&str; 2] = ["logCall", "recordAnswer"];

#[test]
fn every_act_has_a_form_that_everybody_can_fill() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "forms");
    clerk.window.wait_for(By::Id("desk-screen"))?;
    let mut wanted: BTreeSet<&str> = ACTS.into();
    let mut faults = Vec::new();
    for officer in list(&clerk.ask("officers", &json!({}))?, "officers") {
        if wanted.is_empty() {
            break;
        }
        let id = text(officer, "id");
        if text(&clerk.ask("status", &json!({}))?["officer"], "id") != id {
            clerk.sit_down(id)?;
        }
        for (case, acts) in offered(&clerk, &mut wanted)? {
            clerk.archive()?;
            clerk.find_and_open(&case)?;
            for act in acts {
                open(&clerk, act)?;
                clerk.focus_is_kept(act)?;
                clerk.picture(act)?;
                for one in clerk.window.axe()? {
                    faults.push(format!("{act}: {} {:#?}", one.rule, one.places));
                }
                close(&clerk, act)?;
            }
        }
    }
    clerk.window.close()?;
    ensure!(wanted.is_empty(), "no officer finds a case for {wanted:?}");
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Few cases that together offer as many of the wanted acts as the officer has; takes those from the list.
fn offered(
    clerk: &Clerk,
    wanted: &mut BTreeSet<&'static str>,
) -> Result<Vec<(Value, Vec<&'static str>)>> {
    let queue = clerk.ask(
        "queue",
        &json!({ "scope": "all", "text": null, "urgency": null, "stage": null, "activity": null,
                 "field": null, "limit": 1000, "offset": 0 }),
    )?;
    let mut stages: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for item in list(&queue, "groups").iter().flat_map(|group| list(group, "items")) {
        // a few cases of each stage say what the others of it would say
        let seen = stages.entry(text(item, "stage")).or_default();
        *seen += 1;
        if *seen > 6 || wanted.is_empty() {
            continue;
        }
        let case = clerk.case(text(item, "id"))?;
        let acts: Vec<&'static str> = wanted
            .iter()
            .copied()
            .filter(|act| list(&case, "acts").iter().any(|one| text(one, "act") == *act))
            .collect();
        if !acts.is_empty() {
            wanted.retain(|act| !acts.contains(act));
            found.push((case, acts));
        }
    }
    Ok(found)
}

/// Opens the form of an act where an officer would.
fn open(clerk: &Clerk, act: &str) -> Result<()> {
    let window = &clerk.window;
    let button = if act == "recordAnswer" { "record-answer".into() } else { format!("act-{act}") };
    if !DIALOGS.contains(&act) && window.count(By::Id(&button))? == 0 {
        window.click(By::Id("other-acts"))?;
    }
    window.click(By::Id(&button))?;
    window.wait_for(By::Id("submit-act"))
}

/// Closes what would stand in the way of the next form.
fn close(clerk: &Clerk, act: &str) -> Result<()> {
    if DIALOGS.contains(&act) {
        clerk.window.click(By::Id("cancel-act"))?;
        clerk.window.wait_gone(By::Id("cancel-act"))?;
        clerk.focus_is_kept("a form put away")?;
    }
    Ok(())
}
