//! One request on a connection of its own: for what is looked at once, not measured.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use anyhow::{Result, bail};

/// Asks for a page as a browser does and returns what came, head and body; fails unless the status is the one expected.
pub fn get(port: u16, path: &str, headers: &str, status: &str) -> Result<Vec<u8>> {
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
    );
    exchanged(port, &head, status)
}

/// Sends a form.
pub fn post(port: u16, path: &str, headers: &str, form: &str, status: &str) -> Result<Vec<u8>> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{headers}\r\n{form}",
        form.len()
    );
    exchanged(port, &head, status)
}

fn exchanged(port: u16, request: &str, status: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if !answer.starts_with(format!("HTTP/1.1 {status} ").as_bytes()) {
        let line = request.lines().next().unwrap_or_default();
        let said = String::from_utf8_lossy(&answer);
        bail!("`{line}` was answered by: {}", said.lines().next().unwrap_or("nothing"));
    }
    Ok(answer)
}

/// A header of an answer.
pub fn header(answer: &[u8], name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(answer);
    let head = text.split("\r\n\r\n").next()?;
    let mut pairs = head.lines().filter_map(|line| line.split_once(": "));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
}

/// How many bytes came after the head.
pub fn body_bytes(answer: &[u8]) -> usize {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
    head.map_or(0, |head| answer.len() - head - 4)
}
