//! The first screen's answers travel with the page: they are made while the webview starts, so the
//! page neither asks nor waits for them.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};
use tauri::http::{Request, Response};
use usecases::{Office, dispatch};

use crate::desk::Startup;

/// After so long the page goes without them and asks for itself.
const PATIENCE: Duration = Duration::from_millis(250);
/// Where they stand in the page: data of a script element is never run.
const OPENING: &str = r#"<script type="application/json" id="first-answers">"#;
const CLOSING: &str = "</script>";
/// They stand before it.
const END: &str = "</body>";

/// What the page would ask first, with the answer.
#[derive(Serialize)]
pub(crate) struct Answer {
    name: &'static str,
    input: Value,
    output: Value,
}

/// Where the page takes the answers from, once: a page that is loaded again asks for itself.
pub(crate) struct FirstAnswers {
    made: Mutex<Option<Receiver<Vec<Answer>>>>,
}

/// Returns where answers are handed in, and where the page finds them.
pub(crate) fn first_answers() -> (Sender<Vec<Answer>>, FirstAnswers) {
    let (hand_in, made) = channel();
    (hand_in, FirstAnswers { made: Mutex::new(Some(made)) })
}

/// Returns what the first screen of this start asks; of an office not yet set up, or shut, only
/// what is asked before its own page.
pub(crate) fn answers(startup: &Startup, office: Option<&Office>) -> Vec<Answer> {
    let nothing = || json!({});
    let start = serde_json::to_value(startup).ok();
    let start = start.map(|output| Answer { name: "desktop_startup", input: nothing(), output });
    let mut answers = Vec::from_iter(start);
    let Some(office) = office else { return answers };
    // What fails here fails again when the page asks, and is told there.
    let mut ask = |name, input: Value| {
        let output = dispatch(office, name, input.clone()).ok()?;
        answers.push(Answer { name, input, output });
        answers.last().map(|answer| answer.output.clone())
    };
    let status = ask("get_status", nothing());
    ask("list_kept_forms", nothing());
    if status.is_some_and(|status| status["is_set_up"] == true) {
        let home = ask("get_home", nothing());
        // Without a reception today the screen tells what the next one lacks.
        if let Some(home) = home.filter(|home| home["today"].is_null() && !home["next"].is_null()) {
            ask("get_reception", json!({ "id": home["next"]["id"] }));
        }
    }
    answers
}

impl FirstAnswers {
    /// Puts the answers into the program's page when this is the first time it is asked for.
    pub(crate) fn ride_along(
        &self,
        request: &Request<Vec<u8>>,
        response: &mut Response<Cow<'static, [u8]>>,
    ) {
        if !matches!(request.uri().path(), "" | "/" | "/index.html") {
            return;
        }
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(answers) = made.and_then(|made| made.recv_timeout(PATIENCE).ok()) else { return };
        if let Some(page) = with_answers(response.body(), &answers) {
            *response.body_mut() = page.into_bytes().into();
        }
    }
}

/// Returns the page with the answers in it; none when it is no page.
fn with_answers(page: &[u8], answers: &[Answer]) -> Option<String> {
    let (before, after) = std::str::from_utf8(page).ok()?.rsplit_once(END)?;
    // Nothing in the data may end the element or begin a comment in it.
    let data = serde_json::to_string(answers).ok()?.replace('<', "\\u003c");
    Some([before, OPENING, &data, CLOSING, END, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><body><div id=\"app\"></div></body></html>";

    fn ask(first: &FirstAnswers, address: &str) -> String {
        let request = Request::builder().uri(address).body(Vec::new()).unwrap();
        let mut response = Response::new(Cow::Borrowed(PAGE.as_bytes()));
        first.ride_along(&request, &mut response);
        String::from_utf8(response.into_body().into_owned()).unwrap()
    }

    fn answer(output: Value) -> Vec<Answer> {
        vec![Answer { name: "get_status", input: json!({}), output }]
    }

    #[test]
    fn the_page_carries_the_answers_once() {
        let (hand_in, first) = first_answers();
        hand_in.send(answer(json!({ "open_demands": 3 }))).unwrap();
        assert_eq!(ask(&first, "tauri://localhost/assets/index.js"), PAGE);
        let page = ask(&first, "tauri://localhost/");
        let data = page.split_once(OPENING).unwrap().1.split_once(CLOSING).unwrap().0;
        let data: Value = serde_json::from_str(data).unwrap();
        assert_eq!(data[0]["output"]["open_demands"], 3);
        assert_eq!(ask(&first, "tauri://localhost/"), PAGE);
    }

    #[test]
    fn no_words_of_an_answer_end_the_element() {
        let (hand_in, first) = first_answers();
        let title = "</script><script>alert(1)</script><!--";
        hand_in.send(answer(json!({ "title": title }))).unwrap();
        let page = ask(&first, "tauri://localhost/index.html");
        let data = page.split_once(OPENING).unwrap().1.split_once(CLOSING).unwrap().0;
        let data: Value = serde_json::from_str(data).unwrap();
        assert_eq!(data[0]["output"]["title"], title);
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn a_start_that_ends_without_answers_keeps_nobody_waiting() {
        let (hand_in, first) = first_answers();
        drop(hand_in);
        assert_eq!(ask(&first, "tauri://localhost/"), PAGE);
    }

    #[test]
    fn a_new_office_is_told_only_that_it_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let opening = usecases::Opening::at(folder.path().join("office"), Vec::new());
        let office = Office::open(opening).unwrap();
        let made = answers(&Startup::Ready, Some(&office));
        let names: Vec<_> = made.iter().map(|answer| answer.name).collect();
        assert_eq!(names, ["desktop_startup", "get_status", "list_kept_forms"]);
        assert_eq!(made[0].output, json!({ "status": "ready" }));
        assert_eq!(made[1].output["is_set_up"], false);
    }
}
