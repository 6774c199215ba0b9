//! Other cases that may be the same application.

use std::collections::{BTreeMap, BTreeSet};

use casedb::Connection;
use casedb::cases::CaseLine;
use casedb::cases::applicants::{Application, of_applicants};
use domain::case::{Case, StageName};
use domain::ids::CaseId;

use crate::Error;

/// What the office's database knows of an applicant beside one case.
#[derive(Debug, Default)]
pub(crate) struct Rivals {
    /// Codes of cases in the same field that may be the same application.
    pub(super) duplicates: Vec<String>,
    /// How many licences the applicant has that the case does not renew or amend.
    pub(super) licences: usize,
    /// Whether another case, open or licensed, takes the place of the case's licence.
    pub(super) succeeded: bool,
}

impl Rivals {
    /// Looks for them.
    pub(super) async fn of(conn: &mut Connection, case: &Case) -> Result<Self, Error> {
        let cases = of_applicants(conn, &[case.applicant.identity()]).await?;
        let known = Known::of(&cases);
        let Some(own) = known.own(case.id) else { return Ok(Self::default()) };
        Ok(Self {
            duplicates: own.repeated_by().map(|o| o.tracking_code.as_str().to_owned()).collect(),
            licences: own.beside().filter(|other| other.is_licensed).count(),
            succeeded: is_succeeded(&cases, case.id, case.id),
        })
    }

    /// Whether another case of the applicant, open or licensed, takes the place of the same licence.
    pub(super) async fn have_successor(
        conn: &mut Connection,
        case: &Case,
        of: CaseId,
    ) -> Result<bool, Error> {
        let known = of_applicants(conn, &[case.applicant.identity()]).await?;
        Ok(is_succeeded(&known, of, case.id))
    }

    /// Returns those cases of a list that may be the same application as another, while one of the applicant's
    /// others is open.
    pub(crate) async fn repeating(
        conn: &mut Connection,
        lines: impl Iterator<Item = &CaseLine>,
    ) -> Result<BTreeSet<CaseId>, Error> {
        let lines: Vec<&CaseLine> = lines.collect();
        let identities: BTreeSet<&str> = lines.iter().map(|line| line.identity.as_str()).collect();
        let known = of_applicants(conn, &Vec::from_iter(identities)).await?;
        let known = Known::of(&known);
        let repeats = |id: &CaseId| {
            let own = known.own(*id);
            own.is_some_and(|own| own.has_open_other() && own.repeated_by().next().is_some())
        };
        Ok(lines.iter().map(|line| line.id).filter(repeats).collect())
    }
}

/// Cases by their names and by their applicants.
struct Known<'a> {
    by_id: BTreeMap<CaseId, &'a Application>,
    by_identity: BTreeMap<&'a str, Vec<&'a Application>>,
}

impl<'a> Known<'a> {
    fn of(cases: &'a [Application]) -> Self {
        let mut by_identity: BTreeMap<&str, Vec<&Application>> = BTreeMap::new();
        for case in cases {
            by_identity.entry(&case.identity).or_default().push(case);
        }
        Self { by_id: cases.iter().map(|case| (case.id, case)).collect(), by_identity }
    }

    fn own(&self, id: CaseId) -> Option<Own<'_>> {
        let case = *self.by_id.get(&id)?;
        let mut line = Vec::new();
        let mut next = case.follows;
        while let Some(of) = next.filter(|of| *of != id && !line.contains(of)) {
            line.push(of);
            next = self.by_id.get(&of).and_then(|earlier| earlier.follows);
        }
        let of_applicant = self.by_identity.get(case.identity.as_str())?;
        Some(Own { case, line, of_applicant })
    }
}

/// A case among those of its applicant. It takes the place of the licence that it renews or amends, and of those
/// before that one: it repeats none of them. Two renewals of one licence do repeat each other.
struct Own<'a> {
    case: &'a Application,
    line: Vec<CaseId>,
    of_applicant: &'a [&'a Application],
}

impl Own<'_> {
    /// The applicant's cases without those whose place this one takes.
    fn beside(&self) -> impl Iterator<Item = &Application> {
        self.of_applicant.iter().copied().filter(|case| !self.line.contains(&case.id))
    }

    fn repeated_by(&self) -> impl Iterator<Item = &Application> {
        self.beside()
            .filter(|other| other.id != self.case.id && is_rival(other.stage))
            .filter(|other| other.field == self.case.field)
    }

    fn has_open_other(&self) -> bool {
        self.of_applicant.iter().any(|other| other.id != self.case.id && other.is_open)
    }
}

/// Whether one of the cases but `own`, open or licensed, takes the place of a case's licence.
fn is_succeeded(cases: &[Application], of: CaseId, own: CaseId) -> bool {
    let mut others = cases.iter().filter(|other| other.id != own);
    others.any(|other| other.follows == Some(of) && (other.is_open || other.is_licensed))
}

/// Whether another case of the same person and field is worth a warning.
const fn is_rival(stage: StageName) -> bool {
    !matches!(stage, StageName::Refused | StageName::Withdrawn | StageName::Closed)
}
