//! What this desk knows of the licence by which somebody is to be a supporter.

use casedb::Connection;
use domain::case::Case;
use domain::identifiers::LicenceNumber;
use domain::people::{NamedSupporter, SupporterIdentity};

use super::Office;
use crate::{Error, ErrorCode};

/// How many cases of one supporter are looked at.
const CASES_OF_ONE: u32 = 100;

impl Office {
    /// Judges the number that the counter read on the licence of a case's supporter. One that is another licence at
    /// this desk is refused; one that is not the known number has to be said to be another.
    pub(super) async fn judge_supporters_licence(
        &self,
        case: &Case,
        seen: &str,
        other_number: bool,
    ) -> Result<(), Error> {
        let Some(named) = case.applicant.named_supporter() else { return Ok(()) };
        let seen = LicenceNumber::parse(seen).ok();
        let mut reader = self.db.read().await?;
        let conn = reader.conn();
        if let Some(number) = &seen
            && let Some(id) = casedb::cases::by_licence(conn, number).await?
            && let Some(holder) = casedb::log::load_case(conn, id).await?
            && !self.is_theirs(&holder, &named.identity)
        {
            return Err(Error::new(ErrorCode::SupporterLicenceOther));
        }
        let known = self.known_of(conn, named).await?;
        let differs = !known.is_empty() && seen.is_none_or(|number| !known.contains(&number));
        if differs && !other_number {
            return Err(Error::new(ErrorCode::SupporterNumberDiffers));
        }
        Ok(())
    }

    /// The numbers that the licence of a case's supporter is known to have, in the form for paper.
    pub(super) async fn supporter_licences(
        &self,
        conn: &mut Connection,
        case: &Case,
    ) -> Result<Vec<String>, Error> {
        let Some(named) = case.applicant.named_supporter() else { return Ok(Vec::new()) };
        let known = self.known_of(conn, named).await?;
        Ok(known.iter().map(LicenceNumber::printed).collect())
    }

    /// The number that the applicant named, then those of licences that the supporter has at this desk.
    async fn known_of(
        &self,
        conn: &mut Connection,
        named: &NamedSupporter,
    ) -> Result<Vec<LicenceNumber>, Error> {
        let mut known: Vec<_> = named.licence.iter().cloned().collect();
        let identity = named.identity.as_str();
        let cases = casedb::cases::search::search(conn, identity, None, CASES_OF_ONE).await?;
        for line in cases.iter().filter(|line| line.identity == identity && line.licence.is_some())
        {
            let Some(case) = casedb::log::load_case(conn, line.id).await? else { continue };
            if let Some(licence) = case.licence()
                && self.is_theirs(&case, &named.identity)
                && !known.contains(&licence.number)
            {
                known.push(licence.number.clone());
            }
        }
        Ok(known)
    }

    /// Whether a case's licence makes this very supporter one today.
    fn is_theirs(&self, case: &Case, identity: &SupporterIdentity) -> bool {
        let theirs = case.applicant.as_supporter().as_ref() == Some(identity);
        let today = self.today();
        theirs && case.licence().is_some_and(|it| it.is_in_force() && !it.is_expired(today))
    }
}
