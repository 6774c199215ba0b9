//! Other cases that may be the same application.

use casedb::Connection;
use casedb::cases::CaseLine;
use domain::case::{Case, StageName};
use domain::ids::CaseId;

use crate::Error;

/// How many cases of one applicant are looked at.
const SAME_APPLICANT: u32 = 100;

/// What the office's database knows of an applicant beside one case.
#[derive(Debug, Default)]
pub(crate) struct Rivals {
    /// Codes of cases in the same field that may be the same application.
    pub(super) duplicates: Vec<String>,
    /// How many licences the applicant has that the case does not renew or amend.
    pub(super) licences: usize,
}

impl Rivals {
    /// Looks for them. A case takes the place of the licence that it renews or amends, and of those before that
    /// one: it repeats none of them. Two renewals of one licence do repeat each other.
    pub(super) async fn of(conn: &mut Connection, case: &Case) -> Result<Self, Error> {
        let identity = case.applicant.identity();
        let same = casedb::cases::search::search(conn, identity, None, SAME_APPLICANT).await?;
        let line_of = lineage(conn, case).await?;
        let field = case.submission.as_ref().map(|submission| &submission.plan.field);
        let others: Vec<&CaseLine> = same
            .iter()
            .filter(|line| line.identity == identity && !line_of.contains(&line.id))
            .collect();
        Ok(Self {
            duplicates: others
                .iter()
                .filter(|line| line.id != case.id && is_rival(line.stage))
                .filter(|line| line.field.as_ref().map(|(code, _)| code) == field)
                .map(|line| line.tracking_code.as_str().to_owned())
                .collect(),
            licences: others.iter().filter(|line| line.licence.is_some()).count(),
        })
    }

    /// Whether a case of a list may be the same application as another.
    pub(crate) async fn has_any(conn: &mut Connection, line: &CaseLine) -> Result<bool, Error> {
        if line.same_applicant == 0 {
            return Ok(false);
        }
        let Some(case) = casedb::log::load_case(conn, line.id).await? else { return Ok(false) };
        Ok(!Self::of(conn, &case).await?.duplicates.is_empty())
    }
}

/// The cases whose licences a case takes the place of, one after the other.
async fn lineage(conn: &mut Connection, case: &Case) -> Result<Vec<CaseId>, Error> {
    let mut line = Vec::new();
    let mut next = case.purpose.predecessor().map(|(of, _)| of);
    while let Some(of) = next.filter(|of| *of != case.id && !line.contains(of)) {
        line.push(of);
        let earlier = casedb::log::load_case(conn, of).await?;
        next = earlier.and_then(|case| case.purpose.predecessor().map(|(of, _)| of));
    }
    Ok(line)
}

/// Whether another case of the same person and field is worth a warning.
const fn is_rival(stage: StageName) -> bool {
    !matches!(stage, StageName::Refused | StageName::Withdrawn | StageName::Closed)
}
