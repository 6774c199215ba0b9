//! One officer for each kind of office, each a different person.

use domain::catalogue::{EditionId, OfficeId};
use domain::ids::{OfficerId, PersonId};
use domain::people::{Actor, Role};

/// The edition of the catalogue under which tests happen.
pub fn edition() -> EditionId {
    EditionId::parse("1405/1-sample").expect("a well-formed code")
}

/// The office of a role.
pub fn office(role: Role) -> OfficeId {
    let code = match role {
        Role::Agency => "AGENCY-0001",
        Role::Jahad => "JAHAD-0001",
        Role::Labour => "LABOUR-0001",
        Role::Bank => "BANK-0001",
        Role::Secretariat => "SECRETARIAT",
    };
    OfficeId::parse(code).expect("a well-formed code")
}

/// The officer of a role.
pub fn officer(role: Role) -> Actor {
    let name = match role {
        Role::Agency => "farahmand",
        Role::Jahad => "rostami",
        Role::Labour => "sadeghi",
        Role::Bank => "karimi",
        Role::Secretariat => "moradi",
    };
    Actor {
        officer: OfficerId::parse(name).expect("a well-formed name"),
        person: PersonId::parse(&format!("p-{name}")).expect("a well-formed name"),
        office: office(role),
        role,
    }
}
