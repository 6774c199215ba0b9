//! Requests made of our own description of what programs may ask.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::Value;
use testkit::seeded::Seeded;

use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;

/// How many requests are made of each operation.
const REQUESTS: u64 = 1500;

async fn description(browser: &mut Browser) -> Value {
    let answer = browser.get("/v1/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    serde_json::from_slice(&answer.body).unwrap()
}

/// Whether a value has the shape that a schema gives it; what is wrong otherwise.
fn fits(value: &Value, schema: &Value, all: &Value) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/components/schemas/").unwrap();
        return fits(value, &all["components"]["schemas"][name], all);
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[key].as_array() {
            let any = choices.iter().any(|choice| fits(value, choice, all).is_ok());
            return any.then_some(()).ok_or_else(|| format!("{value} is none of {schema}"));
        }
    }
    if let Some(allowed) = schema["enum"].as_array() {
        return allowed
            .contains(value)
            .then_some(())
            .ok_or_else(|| format!("{value} not in {schema}"));
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no schema of ours is of type {other}"),
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
        other => panic!("a schema without a type: {other}"),
    };
    if !kinds.iter().any(|kind| is(kind)) {
        return Err(format!("{value} is no {kinds:?}"));
    }
    let Some(object) = value.as_object() else { return Ok(()) };
    let properties = schema["properties"].as_object().unwrap();
    for required in schema["required"].as_array().into_iter().flatten() {
        object.get(required.as_str().unwrap()).ok_or_else(|| format!("{required} is missing"))?;
    }
    for (name, inner) in object {
        let described = properties.get(name).ok_or_else(|| format!("{name} is not described"))?;
        fits(inner, described, all)?;
    }
    Ok(())
}

/// Whether an answer is one that the description has for its operation.
fn is_described(answer: &Answer, operation: &Value, all: &Value, what: &str) {
    super::holds(answer, what);
    let status = answer.status.as_str();
    let described = &operation["responses"][status];
    assert!(described.is_object(), "{what}: {status} is not described");
    let Some(content) = described["content"].as_object() else {
        assert!(answer.body.is_empty(), "{what}: {status} has a body that is not described");
        return;
    };
    let media = answer.headers.get("content-type").unwrap().to_str().unwrap();
    let media = media.split(';').next().unwrap();
    let schema = &content.get(media).unwrap_or_else(|| panic!("{what}: {media}"))["schema"];
    if media == "application/json" {
        let value: Value = serde_json::from_slice(&answer.body).unwrap();
        fits(&value, schema, all).unwrap_or_else(|wrong| panic!("{what}: {wrong}"));
    }
}

/// What a program says that an error is.
fn is_error(answer: &Answer, what: &str) {
    super::holds(answer, what);
    let value: Value =
        serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{what}: no JSON"));
    let said = |name: &str| value[name].as_str().is_some_and(|text| !text.is_empty());
    assert!(said("code") && said("message"), "{what}: {value}");
}

fn number(seeded: &mut Seeded, known: &[String]) -> String {
    let of = |seeded: &mut Seeded, all: &[&str]| {
        let place = usize::try_from(seeded.below(all.len() as u64)).unwrap();
        all[place].to_owned()
    };
    let known = || known.iter().map(String::as_str).collect::<Vec<_>>();
    match seeded.below(10) {
        0 => of(seeded, &known()),
        1 => {
            let digits = of(seeded, &known());
            digits.bytes().map(|b| format!("%DB%{:02X}", 0xB0 + b - b'0')).collect()
        }
        2 => format!("{:012}", seeded.below(1_000_000_000_000)),
        3 => "9".repeat(usize::try_from(seeded.below(3000)).unwrap() + 1),
        4 => of(
            seeded,
            &[
                "%00",
                "960000000147%00",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                ".",
                "%5c..%5c",
                "%c0%af",
                "%ff%fe",
                "%F0%9F%A6%8B",
                "%E2%80%8F",
                "%0d%0aSet-Cookie:%20x=1",
                "'%20or%201=1--",
                "%3Cscript%3Ealert(1)%3C/script%3E",
                "%7B%7B7*7%7D%7D",
                "$%7Bjndi:ldap://x%7D",
                "null",
                "-1",
                "+960000000147",
                "9.6e11",
                "0x1F",
                "NaN",
                "%20",
                "a;b",
                "%25",
            ],
        ),
        5 => {
            let mut digits = of(seeded, &known()).into_bytes();
            let place = usize::try_from(seeded.below(12)).unwrap();
            digits[place] = b'0' + u8::try_from(seeded.below(10)).unwrap();
            String::from_utf8(digits).unwrap()
        }
        6 => of(seeded, &known())
            .chars()
            .take(usize::try_from(seeded.below(12)).unwrap() + 1)
            .collect(),
        _ => {
            let length = seeded.below(24) + 1;
            (0..length).map(|_| format!("%{:02X}", seeded.below(256))).collect()
        }
    }
}

#[tokio::test]
async fn whatever_is_asked_is_answered_as_it_is_described() {
    let test = TestRegistry::with_sample_world().await;
    let known: Vec<String> = sqlx::query_scalar("select number from licences order by number")
        .fetch_all(&test.owner)
        .await
        .unwrap();
    let mut browser = test.browser();
    let all = description(&mut browser).await;
    let mut seeded = Seeded::new(4_817);
    let mut network = 0;
    for (path, operations) in all["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let mut seen = std::collections::BTreeSet::new();
            for _ in 0..REQUESTS {
                network += 1;
                browser.move_network(network);
                let mut address = path.replace("{number}", &number(&mut seeded, &known));
                if seeded.below(4) == 0 {
                    address.push_str(QUERIES[usize::try_from(seeded.below(7)).unwrap()]);
                }
                let mut request =
                    Request::builder().method(method.to_uppercase().as_str()).uri(&address);
                if let Some((name, value)) = HEADERS.get(usize::try_from(seeded.below(20)).unwrap())
                {
                    request = request.header(*name, *value);
                }
                let body = match operation["requestBody"]["content"]["application/json"]["schema"] {
                    Value::Null => {
                        if seeded.below(8) == 0 {
                            b"{\"x\":".to_vec()
                        } else {
                            Vec::new()
                        }
                    }
                    ref schema => {
                        let kinds = [
                            "application/json",
                            "application/json; charset=utf-16",
                            "text/plain",
                            "",
                            "application/x-www-form-urlencoded",
                        ];
                        let kind = seeded.below(14).saturating_sub(9);
                        request =
                            request.header("content-type", kinds[usize::try_from(kind).unwrap()]);
                        body(&mut seeded, schema, &all)
                    }
                };
                let Ok(request) = request.body(Body::from(body)) else { continue };
                let answer = browser.ask(request).await;
                // What has other segments is another address.
                if answer.status == StatusCode::NOT_FOUND && operation["responses"]["404"].is_null()
                {
                    is_error(&answer, &address);
                    continue;
                }
                is_described(&answer, operation, &all, &address);
                seen.insert(answer.status.as_u16());
            }
            let wanted: &[u16] = match (method.as_str(), path.contains('{')) {
                ("post", _) => &[400, 403],
                (_, true) => &[200, 400, 404],
                (_, false) => &[200],
            };
            assert!(wanted.iter().all(|status| seen.contains(status)), "{path}: {seen:?}");
        }
    }
}

const QUERIES: [&str; 7] =
    ["?x=1", "?number=2&number=3", "?%00", "?a[]=1", "?", "?q=%3Csvg%3E", "?_method=DELETE"];

const HEADERS: [(&str, &str); 12] = [
    ("if-none-match", "\"x\""),
    ("if-none-match", "*"),
    ("if-none-match", "W/\"\", ,\"a"),
    ("range", "bytes=0-1"),
    ("if-modified-since", "yesterday"),
    ("accept", "application/xml"),
    ("accept", "*/*;q=nonsense"),
    ("accept-encoding", "gzip;q=0, br;q=9"),
    ("expect", "the-impossible"),
    ("x-http-method-override", "DELETE"),
    ("x-forwarded-for", "' or 1=1"),
    ("x-forwarded-host", "evil.example"),
];

/// A body as the schema has it, or almost.
fn body(seeded: &mut Seeded, schema: &Value, all: &Value) -> Vec<u8> {
    let name = schema["$ref"].as_str().unwrap().strip_prefix("#/components/schemas/").unwrap();
    let properties = all["components"]["schemas"][name]["properties"].as_object().unwrap();
    let mut object = serde_json::Map::new();
    for (property, described) in properties {
        let usual = described["example"].as_str().map_or_else(|| "0".repeat(128), str::to_owned);
        let value = match seeded.below(24) {
            0 => Value::Null,
            1 => Value::from(seeded.below(u64::MAX)),
            2 => Value::from(vec![usual]),
            3 => Value::from(""),
            4 => Value::from("آ".repeat(64)),
            5 => Value::from("\0".repeat(64)),
            6 => Value::from("0".repeat(usize::try_from(seeded.below(5000)).unwrap())),
            7 => Value::from(format!("{usual}\u{200F}")),
            8 => continue,
            9 => Value::Bool(true),
            _ => Value::from(usual),
        };
        object.insert(property.clone(), value);
    }
    if seeded.below(8) == 0 {
        object.insert("extra".to_owned(), Value::from(1));
    }
    let mut bytes = serde_json::to_vec(&object).unwrap();
    match seeded.below(24) {
        0 => bytes.truncate(usize::try_from(seeded.below(bytes.len() as u64)).unwrap()),
        1 => bytes.extend_from_slice(b"{}"),
        2 => bytes = vec![b'['; usize::try_from(seeded.below(50_000)).unwrap()],
        3 => bytes.insert(1, 0xFF),
        4 => bytes = vec![b' '; 200_000],
        _ => {}
    }
    bytes
}

#[tokio::test]
async fn methods_that_are_not_described_are_refused_with_a_code() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let all = description(&mut browser).await;
    for (path, operations) in all["paths"].as_object().unwrap() {
        let address = path.replace("{number}", "960000000147");
        for method in
            ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X"]
        {
            if !operations[method.to_lowercase()].is_null() {
                continue;
            }
            for origin in [None, Some(crate::browser::ORIGIN_OF_SITE)] {
                let mut request = Request::builder()
                    .method(Method::from_bytes(method.as_bytes()).unwrap())
                    .uri(&address);
                if let Some(origin) = origin {
                    request = request.header("origin", origin);
                }
                let answer = browser.ask(request.body(Body::from("x")).unwrap()).await;
                is_error(&answer, &format!("{method} {address}"));
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
                assert!(answer.headers.contains_key("allow"), "{method} {address}");
            }
        }
    }
    for address in
        ["/v1/", "/v1/nothing", "/v1/licences", "/v1/licences/1/2", "/v1/../v1", "/v1//status-list"]
    {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        is_error(&answer, address);
    }
}

#[tokio::test]
async fn examples_in_the_description_have_the_shape_of_their_schema_and_are_true() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let all = description(&mut browser).await;
    let schemas = all["components"]["schemas"].as_object().unwrap();
    let mut examples = 0;
    for (name, schema) in schemas {
        for (property, described) in schema["properties"].as_object().into_iter().flatten() {
            let example = &described["example"];
            if !example.is_null() {
                fits(example, described, &all)
                    .unwrap_or_else(|wrong| panic!("{name}.{property}: {wrong}"));
                examples += 1;
            }
        }
    }
    assert!(examples >= 10, "{examples}");
    // The number that the description gives is a licence number, and nobody's here.
    let example =
        all["paths"]["/v1/licences/{number}"]["get"]["parameters"][0]["example"].as_str().unwrap();
    let answer = browser.get(&format!("/v1/licences/{example}")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let value: Value = serde_json::from_slice(&answer.body).unwrap();
    let said = &schemas["Said"]["properties"];
    assert_eq!(
        (&value["code"], &value["message"]),
        (&said["code"]["example"], &said["message"]["example"])
    );
}
