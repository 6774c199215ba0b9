//! What is done to the catalogue at the server's console.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::catalogue::{
    AgencyCode, BankCode, Catalogue, EditionId, Flaw, Letterhead, Office, OfficeId, OfficeKind,
    Section, sample,
};
use domain::dates::{Date, JalaliDate};
use domain::places::{CountyCode, ProvinceCode};
use serde_json::json;

use crate::administration::By;
use crate::editions::draft::{self, Edit, Seen};
use crate::editions::{publish, words};
use crate::registry::Registry;
use crate::web::lang::Lang;

/// What the emblem's first line says, where nothing else is given.
const STATE: &str = "جمهوری اسلامی ایران";

/// What is done to the catalogue.
#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// Take a document in as the draft; flaws are listed with their place, and end with 2.
    Import {
        /// The document.
        file: PathBuf,
        /// Write JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write an edition, or the one in force, as a document.
    Export {
        /// Its name.
        edition: Option<String>,
        /// Write the draft instead.
        #[arg(long, conflicts_with = "edition")]
        draft: bool,
    },
    /// Sign and publish the draft from a day on: 2026-12-22 or 1405/10/01.
    Publish {
        /// Its first day.
        #[arg(long, value_parser = day)]
        from: Date,
        /// Write JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What is done to offices.
#[derive(Debug, Subcommand)]
pub enum OfficeCommand {
    /// Add an office to the draft; without a draft one is begun from the newest edition.
    Add(NewOffice),
}

/// An office as it is given at the console.
#[derive(Debug, Args)]
pub struct NewOffice {
    /// Its code, such as LABOUR-0001.
    #[arg(long)]
    id: String,
    /// agency, jahad, labour, bank or secretariat.
    #[arg(long, value_parser = ["agency", "jahad", "labour", "bank", "secretariat"])]
    kind: String,
    /// The agency's code, where it is an agency's office.
    #[arg(long, required_if_eq("kind", "agency"))]
    agency: Option<String>,
    /// The bank's code, where it is a bank's liaison.
    #[arg(long, required_if_eq("kind", "bank"))]
    bank: Option<String>,
    /// Its name.
    #[arg(long)]
    title: String,
    /// The province's code, two digits.
    #[arg(long)]
    province: String,
    /// The county's code, four digits; the whole province if nothing is said.
    #[arg(long)]
    county: Option<String>,
    /// Its telephone with the area code.
    #[arg(long)]
    phone: String,
    /// Its address.
    #[arg(long)]
    address: String,
    /// When its telephone is answered.
    #[arg(long)]
    hours: String,
    /// A line under the emblem of its letters, once for each; the state and its name if nothing is said.
    #[arg(long = "letterhead")]
    lines: Vec<String>,
    /// Write JSON.
    #[arg(long)]
    json: bool,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// As it should.
    Well,
    /// With something that has to be put right.
    WithFlaws,
}

type Failure = Box<dyn std::error::Error>;

fn day(text: &str) -> Result<Date, String> {
    let jalali = || JalaliDate::parse(text).map(JalaliDate::date);
    Date::parse(text).or_else(|_| jalali()).map_err(|error| error.to_string())
}

/// Does something to the catalogue.
///
/// # Errors
/// Says what was not done.
pub async fn catalogue(
    registry: &Registry,
    command: CatalogueCommand,
    out: &mut impl Write,
) -> Result<Ended, Failure> {
    match command {
        CatalogueCommand::Import { file, json } => import(registry, &file, json, out).await,
        CatalogueCommand::Export { edition, draft } => {
            out.write_all(export(registry, edition.as_deref(), draft).await?.as_bytes())?;
            Ok(Ended::Well)
        }
        CatalogueCommand::Publish { from, json } => {
            let id = publish(registry, &By::Console, Seen::Any, from).await;
            let id = match id {
                Err(draft::DraftError::Flawed(flaws)) => {
                    told(out, json, &json!({}), &flaws)?;
                    return Ok(Ended::WithFlaws);
                }
                other => other?,
            };
            if json {
                let said = json!({"edition": id.as_str(), "validFrom": from.to_string()});
                writeln!(out, "{said}")?;
            } else {
                let jalali = from.jalali();
                writeln!(out, "published {id}, in force from {from} ({jalali})")?;
            }
            Ok(Ended::Well)
        }
    }
}

async fn import(
    registry: &Registry,
    file: &Path,
    json: bool,
    out: &mut impl Write,
) -> Result<Ended, Failure> {
    let content = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let catalogue = match Catalogue::read(&content) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            if json {
                let said = json!({"unreadable": error.code(), "message": error.to_string()});
                writeln!(out, "{said}")?;
            } else {
                writeln!(out, "{}: {error}", error.code())?;
            }
            return Ok(Ended::WithFlaws);
        }
    };
    let draft = draft::import(registry, &By::Console, Seen::Any, &catalogue).await?;
    let flaws = catalogue.check();
    let id = catalogue.edition.id.as_str();
    told(out, json, &json!({"edition": id, "draft": draft.version}), &flaws)?;
    Ok(if flaws.is_empty() { Ended::Well } else { Ended::WithFlaws })
}

/// Writes what was taken in, and what is wrong with it.
fn told(
    out: &mut impl Write,
    json: bool,
    what: &serde_json::Value,
    flaws: &[Flaw],
) -> Result<(), Failure> {
    let words = |flaw: &Flaw| words::flaw(Lang::En, flaw);
    if json {
        let mut what = what.clone();
        let listed = flaws.iter().map(
            |flaw| json!({"path": flaw.path, "code": flaw.kind.code(), "message": words(flaw)}),
        );
        what["flaws"] = listed.collect();
        writeln!(out, "{what}")?;
        return Ok(());
    }
    for (name, value) in what.as_object().into_iter().flatten() {
        writeln!(
            out,
            "{name} {}",
            value.as_str().map_or_else(|| value.to_string(), str::to_owned)
        )?;
    }
    for flaw in flaws {
        writeln!(out, "{}: {}: {}", flaw.path, flaw.kind.code(), words(flaw))?;
    }
    Ok(())
}

async fn export(
    registry: &Registry,
    edition: Option<&str>,
    draft: bool,
) -> Result<String, Failure> {
    if draft {
        let held = draft::read(registry).await?.ok_or("there is no draft")?;
        return Ok(held.catalogue.write());
    }
    let Some(edition) = edition else {
        if registry.editions.is_empty() {
            let built_in = sample().edition.id;
            return Err(format!(
                "no edition is published; `export {built_in}` writes the built-in sample"
            )
            .into());
        }
        return Ok(registry.catalogue().write());
    };
    let id = EditionId::parse(edition)?;
    if let Some(published) = registry.editions.find(&id) {
        return Ok(String::from_utf8_lossy(published.file.document()).into_owned());
    }
    let built_in = sample();
    if built_in.edition.id == id {
        Ok(built_in.write())
    } else {
        Err(format!("there is no edition {id}").into())
    }
}

/// Does something to the draft's offices.
///
/// # Errors
/// Says what was not done.
pub async fn office(
    registry: &Registry,
    command: OfficeCommand,
    out: &mut impl Write,
) -> Result<Ended, Failure> {
    let OfficeCommand::Add(new) = command;
    let json = new.json;
    let office = read(new)?;
    let held = match draft::read(registry).await? {
        Some(held) => held,
        None => draft::begin(registry, &By::Console, Seen::Any).await?,
    };
    let row = serde_json::to_value(&office)?;
    let add = Edit::Add(Section::Offices, row);
    let held = draft::edit(registry, &By::Console, held.version, add).await?;
    let own = format!("{}[{}]", Section::Offices, held.catalogue.offices.len() - 1);
    let mut flaws = held.catalogue.check();
    flaws.retain(|flaw| flaw.path.starts_with(&own));
    told(out, json, &json!({"office": office.id.as_str(), "draft": held.version}), &flaws)?;
    Ok(if flaws.is_empty() { Ended::Well } else { Ended::WithFlaws })
}

fn read(new: NewOffice) -> Result<Office, Failure> {
    let kind = match new.kind.as_str() {
        "agency" => OfficeKind::Agency(AgencyCode::parse(&new.agency.unwrap_or_default())?),
        "bank" => OfficeKind::BankLiaison(BankCode::parse(&new.bank.unwrap_or_default())?),
        "jahad" => OfficeKind::Jahad,
        "labour" => OfficeKind::Labour,
        _ => OfficeKind::Secretariat,
    };
    let lines =
        if new.lines.is_empty() { vec![STATE.to_owned(), new.title.clone()] } else { new.lines };
    Ok(Office {
        id: OfficeId::parse(&new.id)?,
        kind,
        title: new.title,
        province: ProvinceCode::parse(&new.province)?,
        county: new.county.as_deref().map(CountyCode::parse).transpose()?,
        hours: new.hours,
        letterhead: Letterhead { lines, address: new.address, phone: new.phone },
    })
}
