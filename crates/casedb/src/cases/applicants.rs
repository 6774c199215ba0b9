//! The cases of the same applicants.

use domain::case::StageName;
use domain::catalogue::FieldCode;
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;

use crate::codes::Code;
use crate::db::Connection;
use crate::error::DbError;
use crate::rows::fixed;

/// What tells whether a case repeats another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its name.
    pub id: CaseId,
    /// The applicant's national or legal ID.
    pub identity: String,
    /// Its tracking code.
    pub tracking_code: TrackingCode,
    /// The field, once page two is there.
    pub field: Option<FieldCode>,
    /// Where it stands.
    pub stage: StageName,
    /// Whether an office still has to act on it.
    pub is_open: bool,
    /// Whether a licence was issued in it.
    pub is_licensed: bool,
    /// The case whose licence this one's takes the place of.
    pub follows: Option<CaseId>,
}

struct Row {
    id: Vec<u8>,
    identity: String,
    tracking_code: String,
    field: Option<String>,
    stage: String,
    is_open: bool,
    is_licensed: bool,
    follows: Option<Vec<u8>>,
}

/// Returns every case of these applicants, newest first, and the cases that those follow, whoever's they are.
///
/// # Errors
/// What SQLite can do.
pub async fn of_applicants(
    conn: &mut Connection,
    identities: &[&str],
) -> Result<Vec<Application>, DbError> {
    let identities = serde_json::Value::from(identities).to_string();
    let rows = sqlx::query_as!(
        Row,
        r#"with recursive found (number) as (
               select number from cases where identity in (select value from json_each(?))
               union
               select earlier.number from found
               join cases later on later.number = found.number
               join cases earlier on earlier.id = later.follows)
           select c.id as "id!: Vec<u8>", c.identity as "identity!: String",
                  c.tracking_code as "tracking_code!: String", c.field as "field: String",
                  c.stage as "stage!: String", c.is_open = 1 as "is_open!: bool",
                  c.licence_number is not null as "is_licensed!: bool",
                  c.follows as "follows: Vec<u8>"
           from found join cases c on c.number = found.number
           order by c.number desc"#,
        identities
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Application::try_from).collect()
}

impl TryFrom<Row> for Application {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let wrong = |column| DbError::InconsistentRow { table: "cases", column };
        let case = |bytes: Vec<u8>, column| fixed(&bytes, "cases", column).map(CaseId::from_bytes);
        let field = row.field.map(|field| FieldCode::parse(&field).map_err(|_| wrong("field")));
        Ok(Self {
            id: case(row.id, "id")?,
            identity: row.identity,
            tracking_code: TrackingCode::parse(&row.tracking_code)
                .map_err(|_| wrong("tracking_code"))?,
            field: field.transpose()?,
            stage: StageName::of_column(&row.stage, "cases", "stage")?,
            is_open: row.is_open,
            is_licensed: row.is_licensed,
            follows: row.follows.map(|follows| case(follows, "follows")).transpose()?,
        })
    }
}
