//! The cases of the same applicants.

use casedb::Connection;
use casedb::cases::applicants::{Application, of_applicants};
use domain::event::{Fact, Purpose};
use domain::people::Applicant;
use domain::plan::Path;
use testkit::seeded::Seeded;
use testkit::story::Story;

use crate::desk::{Desk, FIRST_SERIAL};
use crate::projections::licence;

/// A renewal of a story's licence, by somebody else if an applicant is given.
fn renewal(seed: u64, of: &Story, applicant: Option<Applicant>) -> Story {
    let applicant = applicant.unwrap_or(of.case().applicant);
    let mut story = Story::begin_with(Seeded::new(seed), applicant);
    let number = of.case().licence().expect("a licence").number.clone();
    if let Fact::Registered { purpose, .. } = &mut story.events[0].fact {
        *purpose = Purpose::Renewal { of: of.case, number };
    }
    story
}

#[tokio::test]
async fn the_cases_of_an_applicant_come_with_those_that_they_follow() {
    let ready = |seed| Story::begin(seed).submitted().approved(Path::Standard);
    let first = ready(1).licensed(licence(FIRST_SERIAL));
    let second = renewal(2, &first, None).submitted().approved(Path::Standard);
    let second = second.licensed(licence(FIRST_SERIAL + 1));
    // Whoever took the place over has another ID, and the way back leads through it.
    let heir = ready(3).case().applicant;
    let third = renewal(4, &second, Some(heir)).submitted();
    let other = Story::begin(5).submitted();
    let desk = Desk::new().await;
    for story in [&first, &second, &third, &other] {
        desk.append(story.events.clone()).await.expect("a legal story");
    }
    let mut reader = desk.db.read().await.expect("a connection");
    let conn = reader.conn();
    let asked = async |conn: &mut Connection, stories: &[&Story]| {
        let identities: Vec<String> =
            stories.iter().map(|story| story.case().applicant.identity().to_owned()).collect();
        let identities: Vec<&str> = identities.iter().map(String::as_str).collect();
        of_applicants(conn, &identities).await.expect("readable")
    };
    let ids = |found: &[Application]| found.iter().map(|case| case.id).collect::<Vec<_>>();
    assert_eq!(ids(&asked(conn, &[]).await), []);
    assert_eq!(ids(&asked(conn, &[&first]).await), [second.case, first.case]);
    assert_eq!(ids(&asked(conn, &[&third]).await), [third.case, second.case, first.case]);
    let all = asked(conn, &[&other, &third]).await;
    assert_eq!(ids(&all), [other.case, third.case, second.case, first.case]);
    for (found, story) in all.iter().zip([&other, &third, &second, &first]) {
        let case = story.case();
        let expected = Application {
            id: case.id,
            identity: case.applicant.identity().to_owned(),
            tracking_code: case.tracking_code.clone(),
            field: case.submission.as_ref().map(|submission| submission.plan.field.clone()),
            stage: case.stage_name(),
            is_open: case.is_open(),
            is_licensed: case.licence().is_some(),
            follows: case.purpose.predecessor().map(|(of, _)| of),
        };
        assert_eq!(found, &expected);
    }
}
