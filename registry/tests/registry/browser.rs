//! A browser without a screen: keeps cookies, sends forms as browsers do, follows where it is led.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use registry::Registry;
use registry::config::Site;
use registry::verification::Trust;
use registry::web::address::Forwarding;
use registry::web::limits::Bounds;
use registry::web::{self, App};
use tower::ServiceExt as _;

use crate::harness::TestRegistry;

/// How browsers reach the site in tests.
pub const ORIGIN_OF_SITE: &str = "https://portal.example";

/// A browser on one site.
pub struct Browser {
    site: Router,
    /// Nothing at all where it keeps none.
    cookies: Option<BTreeMap<String, String>>,
    peer: SocketAddr,
    /// What the forms of the page that was seen last say they are for, as [`CARRIED`] names it.
    carried: BTreeMap<&'static str, String>,
}

/// The cookie that a first visit brings: the browser keeps cookies.
const PROBE: (&str, &str) = ("__Host-cookies", "on");
/// Hidden fields that every form of a page carries, with the marks after which pages have them.
const CARRIED: [(&str, &[&str]); 2] =
    [("case", &["name=\"case\" value=\"", "?case="]), ("draft", &["name=\"draft\" value=\""])];

/// What the site answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The page.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Where it leads.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(LOCATION).map(|value| value.to_str().unwrap())
    }

    /// Whether the page has this text.
    pub fn says(&self, text: &str) -> bool {
        self.text().contains(text)
    }
}

impl TestRegistry {
    /// A browser on this registry's site.
    pub fn browser(&self) -> Browser {
        self.browser_trusting(None)
    }

    /// A browser on this registry's site, which trusts somebody's signatures.
    pub fn browser_trusting(&self, trust: Option<Trust>) -> Browser {
        Browser::trusting(self.registry.clone(), trust)
    }
}

/// The outside of a server as tests reach it.
pub fn app(registry: Registry, trust: Option<Trust>) -> App {
    let proxies = vec!["10.0.0.0/8".parse().unwrap()];
    let (origin, forwarding) = (ORIGIN_OF_SITE.to_owned(), Forwarding::default());
    let site = Site { origin, proxies, forwarding, trust, limits: Bounds::default() };
    App::new(registry, site)
}

impl Browser {
    /// A browser on the site of a server.
    pub fn on(registry: Registry) -> Self {
        Self::trusting(registry, None)
    }

    /// A browser on the site of a server that trusts somebody's signatures.
    pub fn trusting(registry: Registry, trust: Option<Trust>) -> Self {
        Self::of(app(registry, trust))
    }

    /// A browser on a site that a test holds too.
    pub fn of(app: App) -> Self {
        let peer = SocketAddr::from(([203, 0, 113, 9], 40_000));
        let mut browser =
            Self { site: web::router(app), cookies: None, peer, carried: BTreeMap::new() };
        browser.forget();
        browser
    }

    /// The same browser with cookies switched off.
    pub fn without_cookies(mut self) -> Self {
        self.cookies = None;
        self
    }

    /// Another page of the same browser, as it is now: a second tab, or what somebody copied from it.
    pub fn copied(&self) -> Self {
        Self {
            site: self.site.clone(),
            cookies: self.cookies.clone(),
            peer: self.peer,
            carried: self.carried.clone(),
        }
    }

    /// What the forms of the page seen last carry.
    pub fn carried(&self, name: &str) -> &str {
        self.carried.get(name).map_or("", String::as_str)
    }

    /// What a form for an address carries beside what is typed into it.
    fn hidden(&self, path: &str) -> Vec<(&'static str, &str)> {
        let path = path.strip_prefix("/en").unwrap_or(path);
        let of_a_case = path.starts_with("/register/") || path.starts_with("/status/");
        let carried = self.carried.iter().map(|(name, value)| (*name, value.as_str()));
        carried
            .filter(|(name, _)| match *name {
                "case" => of_a_case && !path.starts_with("/register/person"),
                _ => path.starts_with("/register/person"),
            })
            .collect()
    }

    /// The address of a form with a file, which carries the case there.
    fn address(&self, path: &str) -> String {
        match self.hidden(path).first() {
            Some(("case", value)) if !path.contains('?') => format!("{path}?case={value}"),
            _ => path.to_owned(),
        }
    }

    /// Moves to another network.
    pub fn move_network(&mut self, number: u16) {
        let [high, low] = number.to_be_bytes();
        self.peer = SocketAddr::from(([100, high, low, 9], 40_000));
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::builder().uri(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = self.hidden(path);
        all.retain(|(name, _)| !fields.iter().any(|(known, _)| known == name));
        all.extend_from_slice(fields);
        let body = encoded(&all);
        let path = self.address(path);
        let form = axum::http::Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(ORIGIN, ORIGIN_OF_SITE)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.ask(form).await
    }

    /// Sends a form with a file, as browsers do.
    pub async fn send_file(&mut self, path: &str, name: &str, content: &[u8]) -> Answer {
        self.send_form_with_file(path, &[], (name, content)).await
    }

    /// The same, with other fields before the file.
    pub async fn send_form(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        content: &[u8],
    ) -> Answer {
        self.send_form_with_file(path, fields, ("file", content)).await
    }

    /// The same, with the name of the file.
    pub async fn send_form_with_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> Answer {
        let boundary = "----boundary";
        let path = self.address(path);
        let before = fields.iter().map(|(field, text)| {
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n"
            )
        });
        let before: String = before.collect();
        let mut body = format!(
            "{before}--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let form = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(ORIGIN, ORIGIN_OF_SITE)
            .header(CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))
            .body(Body::from(body))
            .unwrap();
        self.ask(form).await
    }

    /// Sends a part of a file from an offset on.
    pub async fn patch(&mut self, path: &str, offset: usize, part: &[u8]) -> Answer {
        let request = Request::builder()
            .method(Method::PATCH)
            .uri(path)
            .header(ORIGIN, ORIGIN_OF_SITE)
            .header("upload-offset", offset)
            .body(Body::from(part.to_vec()))
            .unwrap();
        self.ask(request).await
    }

    /// Asks for the headers of an answer alone.
    pub async fn head(&mut self, path: &str) -> Answer {
        let request = Request::builder().method(Method::HEAD).uri(path);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form and opens the page that it leads to.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await;
        match answer.location() {
            Some(next) => {
                let next = next.to_owned();
                self.get(&next).await
            }
            None => answer,
        }
    }

    /// Sends any request, with the cookies.
    pub async fn ask(&mut self, mut request: Request<Body>) -> Answer {
        let held = self.cookies.iter().flatten();
        let pairs: Vec<String> = held.map(|(name, value)| format!("{name}={value}")).collect();
        if !pairs.is_empty() {
            request.headers_mut().insert(COOKIE, pairs.join("; ").parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self.site.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            let Some(cookies) = &mut self.cookies else { break };
            if text.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        self.look_at(&body);
        Answer { status: parts.status, headers: parts.headers, body }
    }

    fn look_at(&mut self, page: &[u8]) {
        let Ok(page) = std::str::from_utf8(page) else { return };
        for (name, marks) in CARRIED {
            let mut found = marks.iter().filter_map(|mark| page.split(mark).nth(1));
            if let Some(rest) = found.next() {
                self.carried.insert(name, rest.split('"').next().unwrap().to_owned());
            }
        }
    }

    /// Goes on with another server of the same site.
    pub fn move_to(&mut self, registry: Registry) {
        self.site = web::router(app(registry, None));
    }

    /// Forgets what an answer brought, as if it had been lost on its way.
    pub fn lose(&mut self, cookies: BTreeMap<String, String>) {
        self.cookies = Some(cookies);
    }

    /// What the browser holds.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.clone().unwrap_or_default()
    }

    /// Forgets everything, as on another device.
    pub fn forget(&mut self) {
        let (name, value) = PROBE;
        self.cookies = Some(BTreeMap::from([(name.to_owned(), value.to_owned())]));
        self.carried.clear();
    }

    /// Is closed and opened again: what has no days of its own is gone.
    pub fn close(&mut self) {
        let kept = self.cookies().remove("__Host-kept");
        self.forget();
        if let (Some(cookies), Some(kept)) = (&mut self.cookies, kept) {
            cookies.insert("__Host-kept".to_owned(), kept);
        }
    }
}

/// Writes fields as a form's body.
fn encoded(fields: &[(&str, &str)]) -> String {
    use std::fmt::Write as _;
    let part = |text: &str| {
        text.bytes().fold(String::new(), |mut out, byte| {
            if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                out.push(char::from(byte));
            } else {
                write!(out, "%{byte:02X}").unwrap();
            }
            out
        })
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", part(name), part(value)));
    pairs.collect::<Vec<_>>().join("&")
}
