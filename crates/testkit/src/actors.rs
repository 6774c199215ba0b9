//! One officer for each kind of office, each a different person.

use domain::catalogue::{EditionId, OfficeId};
use domain::event::Fact;
use domain::ids::{OfficerId, PersonId};
use domain::people::{Actor, Officer, Role};
use domain::policy;

/// The edition of the catalogue under which tests happen.
pub fn edition() -> EditionId {
    EditionId::parse("1405/1-sample").expect("a well-formed code")
}

/// The sample catalogue's office of a role in Arak.
pub fn office(role: Role) -> OfficeId {
    let code = match role {
        Role::Agency => "MIMT-0001",
        Role::Jahad => "JAHAD-00",
        Role::Labour => "LABOUR-0001",
        Role::Bank => "BANK-022-00",
        Role::Secretariat => "SECRETARIAT",
    };
    OfficeId::parse(code).expect("a well-formed code")
}

/// The officer of a role.
pub fn officer(role: Role) -> Officer {
    let name = match role {
        Role::Agency => "farahmand",
        Role::Jahad => "rostami",
        Role::Labour => "sadeghi",
        Role::Bank => "karimi",
        Role::Secretariat => "moradi",
    };
    Officer {
        account: OfficerId::parse(name).expect("a well-formed name"),
        person: PersonId::parse(&format!("p-{name}")).expect("a well-formed name"),
        office: office(role),
    }
}

/// Who adds a fact when somebody of a role tells it: the registry, where it is the registry's alone.
pub fn actor(role: Role, fact: &Fact) -> Actor {
    let (roles, _) = policy::rule(fact).officers;
    if roles.is_empty() { Actor::Registry } else { officer(role).into() }
}
