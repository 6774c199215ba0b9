//! Papers of nobody, for the demo office: what applicants attach, as it would come from a scanner.
//!
//! Every paper carries «نمونه» on its face. They are small, because a demo office has hundreds.

use crate::{
    InputError, RenderError,
    input::{Check, Checker, checked},
    kinds::Mark,
    ornament, pdf,
    typeset::{
        paragraph::{Align, Setting},
        placed::{Outline, Point, Rect, Role, Shape, Step, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

/// A paper that an applicant attaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScanKind {
    /// گواهی مهارت
    SkillCertificate,
    /// کارت ملی
    NationalCard,
    /// اجاره‌نامه
    Lease,
    /// تعهدنامه
    Undertaking,
}

impl ScanKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::SkillCertificate, Self::NationalCard, Self::Lease, Self::Undertaking];

    fn title(self) -> &'static str {
        match self {
            Self::SkillCertificate => "گواهی مهارت",
            Self::NationalCard => "کارت ملی",
            Self::Lease => "اجاره‌نامه",
            Self::Undertaking => "تعهدنامه",
        }
    }

    /// Width and height of the paper.
    fn size(self) -> (f64, f64) {
        match self {
            Self::SkillCertificate => (210.0, 148.0),
            Self::NationalCard => (105.0, 74.0),
            Self::Lease | Self::Undertaking => (148.0, 210.0),
        }
    }
}

/// What is written on the papers of one applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanFacts {
    /// First and last name.
    pub name: String,
    /// Father's name.
    pub father_name: String,
    /// National ID, ten digits.
    pub national_id: String,
    /// Title of the field.
    pub field: String,
    /// Number of the certificate, or of the contract.
    pub number: String,
    /// Where the applicant lives and works.
    pub address: String,
    /// Day of the paper.
    pub issued_on: String,
    /// Last day of the paper.
    pub expires_on: String,
}

impl Check for ScanFacts {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 80);
        checker.text("father_name", &mut self.father_name, 60);
        checker.national_id("national_id", &mut self.national_id);
        checker.text("field", &mut self.field, 160);
        checker.text("number", &mut self.number, 24);
        checker.text("address", &mut self.address, 240);
        let issued = checker.date("issued_on", &mut self.issued_on);
        let expires = checker.date("expires_on", &mut self.expires_on);
        checker.in_order("expires_on", issued, expires);
    }
}

/// Draws a paper.
///
/// # Errors
/// Refuses wrong facts.
pub fn draw(kind: ScanKind, facts: &ScanFacts) -> Result<Vec<u8>, RenderError> {
    let facts = checked(facts.clone()).map_err(|error: InputError| error)?;
    let (width, height) = kind.size();
    let mut sheet = Sheet::new(width, height);
    Mark::Specimen.put(&mut sheet, width, height);
    match kind {
        ScanKind::SkillCertificate => certificate(&mut sheet, &facts),
        ScanKind::NationalCard => card(&mut sheet, &facts),
        ScanKind::Lease => page(&mut sheet, kind, &lease(&facts), &facts.name),
        ScanKind::Undertaking => page(&mut sheet, kind, &undertaking(&facts), &facts.name),
    }
    let pages = sheet.finish(&format!("{} — نمونه", kind.title()));
    pdf::write(&pages).map_err(|error| RenderError::Write(Box::new(error)))
}

/// One weight keeps the papers small.
const fn style(size: f64) -> Style {
    Style::semibold(size)
}

fn fa(text: &str) -> String {
    domain::text::to_persian_digits(text)
}

fn certificate(sheet: &mut Sheet, facts: &ScanFacts) {
    let edge = Rect::new(10.0, 10.0, 190.0, 128.0);
    sheet.frame(edge, Stroke::new(Ink::Petrol, 0.9));
    sheet.frame(edge.inset(2.0), Stroke::new(Ink::Petrol, 0.25));
    ornament::rosette(sheet, 97.0, 16.0, 16.0);
    let centred = Setting::new(160.0, Align::Centre, 1.9);
    let mut y = 33.0;
    sheet.within(Role::Heading(1), |sheet| {
        let title = Rich::text(ScanKind::SkillCertificate.title(), style(20.0).ink(Ink::Petrol));
        y += sheet.text(&title, 25.0, y, centred) + 2.0;
    });
    let text = Rich::text("گواهی می‌شود ", style(12.0))
        .flow(&facts.name, style(14.0))
        .flow(" فرزند ", style(12.0))
        .flow(&facts.father_name, style(12.0))
        .flow(" به شمارهٔ ملی ", style(12.0))
        .code(&fa(&facts.national_id), style(12.0))
        .flow("، دورهٔ آموزشی «", style(12.0))
        .flow(&facts.field, style(12.0))
        .flow("» را با موفقیت گذرانده و مهارت لازم را دارد.", style(12.0));
    sheet.within(Role::Paragraph, |sheet| {
        y += sheet.text(&text, 25.0, y, Setting::new(160.0, Align::Centre, 2.1)) + 4.0;
    });
    let dates = Rich::text("شماره: ", style(10.0))
        .code(&fa(&facts.number), style(10.0))
        .flow(" — تاریخ صدور: ", style(10.0))
        .code(&facts.issued_on, style(10.0))
        .flow(" — پایان اعتبار: ", style(10.0))
        .code(&facts.expires_on, style(10.0));
    sheet.within(Role::Paragraph, |sheet| sheet.text(&dates, 25.0, y, centred));
    stamp(sheet, Point::new(48.0, 112.0));
}

fn card(sheet: &mut Sheet, facts: &ScanFacts) {
    let edge = Rect::new(9.7, 10.0, 85.6, 54.0);
    sheet.frame(edge, Stroke::new(Ink::Petrol, 0.6));
    let face = Rect::new(14.0, 22.0, 24.0, 32.0);
    sheet.frame(face, Stroke::new(Ink::Mid, 0.3));
    sheet.figure("چهرهٔ دارندهٔ کارت", |sheet| {
        let centre = Point::new(26.0, 33.0);
        let shoulders = Outline::closed(
            Point::new(16.0, 53.8),
            vec![
                Step::Curve(Point::new(17.0, 43.0), Point::new(21.0, 41.0), Point::new(26.0, 41.0)),
                Step::Curve(Point::new(31.0, 41.0), Point::new(35.0, 43.0), Point::new(36.0, 53.8)),
            ],
        );
        sheet.shape(Shape::filled(vec![Outline::circle(centre, 6.0)], Ink::Mid));
        sheet.shape(Shape::filled(vec![shoulders], Ink::Mid));
    });
    let mut y = 12.0;
    sheet.within(Role::Heading(1), |sheet| {
        let title = Rich::text("کارت شناسایی ملی", style(9.0).ink(Ink::Petrol));
        y += sheet.text(&title, 12.0, y, Setting::new(81.0, Align::Centre, 1.6)) + 2.5;
    });
    let line =
        |label: &str, value: Rich| Rich::text(label, style(7.0).ink(Ink::Petrol)).join(value);
    let rows = [
        line("شمارهٔ ملی: ", Rich::new().code(&fa(&facts.national_id), style(10.0))),
        line("نام: ", Rich::text(&facts.name, style(9.0))),
        line("نام پدر: ", Rich::text(&facts.father_name, style(8.0))),
        line("پایان اعتبار: ", Rich::new().code(&facts.expires_on, style(8.0))),
    ];
    for row in rows {
        sheet.within(Role::Paragraph, |sheet| {
            y += sheet.text(&row, 40.0, y, Setting::new(52.0, Align::Start, 1.9));
        });
    }
}

fn lease(facts: &ScanFacts) -> [Rich; 3] {
    let text = style(10.5);
    [
        Rich::text("این اجاره‌نامه به شمارهٔ ", text)
            .code(&fa(&facts.number), text)
            .flow(" در تاریخ ", text)
            .code(&facts.issued_on, text)
            .flow(" میان مالک و ", text)
            .flow(&facts.name, text)
            .flow(" به شمارهٔ ملی ", text)
            .code(&fa(&facts.national_id), text)
            .flow(" بسته شد.", text),
        Rich::text("مورد اجاره: یک واحد مسکونی به نشانی ", text).flow(&facts.address, text),
        Rich::text("مدت اجاره تا تاریخ ", text).code(&facts.expires_on, text).flow(
            " است. مستأجر می‌تواند با رعایت آسایش همسایگان، در بخشی از واحد کار خانگی کند.",
            text,
        ),
    ]
}

fn undertaking(facts: &ScanFacts) -> [Rich; 3] {
    let text = style(10.5);
    [
        Rich::text("این‌جانب ", text)
            .flow(&facts.name, text)
            .flow(" فرزند ", text)
            .flow(&facts.father_name, text)
            .flow(" به شمارهٔ ملی ", text)
            .code(&fa(&facts.national_id), text)
            .flow("، متقاضی مجوز مشاغل خانگی در رشتهٔ ", text)
            .flow(&facts.field, text)
            .flow("، تعهد می‌کنم:", text),
        Rich::text(
            "ضوابط فنی و بهداشتی رشته را رعایت کنم، مجوز را به دیگری واگذار نکنم و برای همسایگان مزاحمتی پدید نیاورم.",
            text,
        ),
        Rich::text("درستی همهٔ آنچه نوشته‌ام بر عهدهٔ من است. تاریخ: ", text)
            .code(&facts.issued_on, text),
    ]
}

fn page(sheet: &mut Sheet, kind: ScanKind, paragraphs: &[Rich], name: &str) {
    const X: f64 = 20.0;
    const WIDTH: f64 = 108.0;
    let mut y = 22.0;
    sheet.within(Role::Heading(1), |sheet| {
        let title = Rich::text(kind.title(), style(16.0));
        y += sheet.text(&title, X, y, Setting::new(WIDTH, Align::Centre, 1.6)) + 6.0;
    });
    sheet.rule(X, y - 3.0, WIDTH, Stroke::new(Ink::Mid, 0.25));
    for paragraph in paragraphs {
        sheet.within(Role::Paragraph, |sheet| {
            y += sheet.text(paragraph, X, y, Setting::new(WIDTH, Align::Justified, 2.0)) + 2.5;
        });
    }
    y += 8.0;
    sheet.within(Role::Paragraph, |sheet| {
        let label = Rich::text("امضا: ", style(9.0).ink(Ink::Petrol)).flow(name, style(9.0));
        sheet.text(&label, X, y, Setting::new(50.0, Align::Centre, 1.6));
    });
    signature(sheet, Point::new(X + 12.0, y + 14.0));
    if kind == ScanKind::Lease {
        stamp(sheet, Point::new(X + WIDTH - 22.0, y + 12.0));
    }
}

/// A few strokes of a pen.
fn signature(sheet: &mut Sheet, at: Point) {
    let point = |x: f64, y: f64| Point::new(at.x + x, at.y + y);
    let strokes = Outline::open(
        point(0.0, 0.0),
        vec![
            Step::Curve(point(6.0, -9.0), point(9.0, 6.0), point(13.0, -3.0)),
            Step::Curve(point(15.0, -8.0), point(18.0, 5.0), point(21.0, -2.0)),
            Step::Curve(point(23.0, -6.0), point(14.0, 5.0), point(2.0, 3.0)),
        ],
    );
    sheet.ornament(|sheet| {
        sheet.shape(Shape::stroked(vec![strokes], Stroke::new(Ink::Text, 0.45)));
    });
}

/// A round office stamp that names no office.
fn stamp(sheet: &mut Sheet, centre: Point) {
    let ring = |radius: f64, width: f64| {
        Shape::stroked(vec![Outline::circle(centre, radius)], Stroke::new(Ink::Mid, width))
    };
    sheet.ornament(|sheet| {
        sheet.shape(ring(13.0, 0.7));
        sheet.shape(ring(11.0, 0.25));
        sheet.shape(Shape::stroked(vec![ornament::star(centre, 7.0)], Stroke::new(Ink::Mid, 0.3)));
        let word = Rich::text("نمونه", style(9.0).ink(Ink::Mid));
        sheet.centred(&word, Rect::new(centre.x - 9.0, centre.y - 5.0, 18.0, 10.0), 1.2);
    });
}
