//! Whose case it is and what it is about: what its forms, corrections and licence say.

use domain::case::Case;
use domain::catalogue::{Catalogue, FieldCode};
use domain::identifiers::ExternalCode;
use domain::text::sort_key;

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::day_number;

#[derive(PartialEq, Eq)]
pub(super) struct Described<'c> {
    pub(super) external_code: Option<&'c str>,
    pub(super) identity: &'c str,
    pub(super) applicant: String,
    pub(super) field: Option<&'c str>,
    pub(super) field_title: Option<&'c str>,
    pub(super) agency: Option<&'c str>,
    pub(super) certificate_ends: Option<i64>,
    pub(super) licence_number: Option<&'c str>,
    pub(super) licence_ends: Option<i64>,
}

impl<'c> Described<'c> {
    pub(super) fn of(case: &'c Case, catalogue: &'c Catalogue) -> Self {
        let submission = case.submission.as_ref();
        let plan = submission.map(|submission| &submission.plan);
        let field = plan.and_then(|plan| catalogue.field(&plan.field));
        let certificate_ends =
            submission.and_then(|submission| submission.certificate.expires_on).map(day_number);
        let licence = case.licence();
        Self {
            external_code: case.external_code.as_ref().map(ExternalCode::as_str),
            identity: case.applicant.identity(),
            applicant: case.applicant.display_name(),
            field: plan.map(|plan| FieldCode::as_str(&plan.field)),
            field_title: field.map(|field| field.title.as_str()),
            agency: field.map(|field| field.agency.as_str()),
            certificate_ends,
            licence_number: licence.map(|licence| licence.number.as_str()),
            licence_ends: licence.map(|licence| day_number(licence.valid_until)),
        }
    }

    pub(super) fn sort_key(&self) -> Vec<u8> {
        sort_key(&self.applicant)
    }

    /// Writes it into the row of a case.
    pub(super) async fn update(&self, conn: &mut Connection, id: &[u8]) -> Result<(), DbError> {
        let sort_key = self.sort_key();
        sqlx::query!(
            "update cases set external_code = ?, identity = ?, applicant = ?, sort_key = ?, field = ?,
                 field_title = ?, agency = ?, certificate_ends_day = ?, licence_number = ?,
                 licence_ends_day = ?
             where id = ?",
            self.external_code,
            self.identity,
            self.applicant,
            sort_key,
            self.field,
            self.field_title,
            self.agency,
            self.certificate_ends,
            self.licence_number,
            self.licence_ends,
            id
        )
        .execute(conn)
        .await?;
        Ok(())
    }
}
