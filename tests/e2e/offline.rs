//! The program opens no connection: it runs where there is no network, and the kernel's record
//! of its calls shows that it asked for none.

use std::process::Command;

use reception_tests::window::{Failure, Size, Window};

use crate::sample::Sample;

/// Set in the copy of this test that runs without a network.
const INSIDE: &str = "RECEPTION_OFFLINE";

/// Runs this very test again in an empty network namespace, every network call on record. Only
/// the loopback is up: the driver and its test talk over it.
#[test]
fn the_program_opens_no_connection() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let record = folder.path().join("calls");
    let script = "ip link set lo up && exec strace -f -qq -e trace=network -o \"$1\" \
                  \"$2\" --exact offline::a_clerk_works_without_a_network --include-ignored";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--net", "sh", "-c", script, "sh"])
        .arg(&record)
        .arg(std::env::current_exe()?)
        .env(INSIDE, "1")
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "{said}");

    let calls = std::fs::read_to_string(&record)?;
    let named = calls.lines().filter(|call| call.contains("connect(")).count();
    assert!(named > 0, "nothing was recorded");
    let inet: Vec<&str> = calls
        .lines()
        .filter(|call| {
            call.contains("connect(") || call.contains("sendto(") || call.contains("sendmsg(")
        })
        .filter(|call| call.contains("sa_family=AF_INET"))
        .filter(|call| !call.contains("inet_addr(\"127.0.0.1\")"))
        .collect();
    assert!(inet.is_empty(), "{}", inet.join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by the test above, where there is no network"]
async fn a_clerk_works_without_a_network() -> Result<(), Failure> {
    if std::env::var_os(INSIDE).is_none() {
        return Ok(());
    }
    let routes = std::fs::read_to_string("/proc/net/route")?;
    assert_eq!(routes.lines().count(), 1, "a route leads out: {routes}");
    first_day().await?;
    sample_office().await
}

/// A new office, from its first run through its screens.
async fn first_day() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let mut window = Window::open(&folder.path().join("office"), Size::DESK).await?;
    window.marked("first-run").await?;
    window.focus_on("行政区").await?;
    window.type_text("川江区").await?;
    window.fill("您的姓名", "周敏").await?;
    window.press("Ctrl+Enter").await?;
    window.see("现在要办").await?;
    for (keys, screen) in
        [("jdrc", "接待日程"), ("xcjl", "现场记录"), ("sqtz", "诉求台账"), ("jbd", "交办单")]
    {
        window.go(keys, screen).await?;
        window.see(screen).await?;
    }
    window.close().await
}

/// An office at work: a slip is printed and saved, the ledger exported.
async fn sample_office() -> Result<(), Failure> {
    let out = tempfile::tempdir()?;
    let mut sample = Sample::open(Size::DESK).await?;
    let issued = sample.slip("issued").await?;
    let window = &mut sample.window;
    let go = format!("location.hash = '#/slips/{issued}'; return null");
    window.run::<serde_json::Value>(&go, vec![]).await?;
    window.see_in("[data-test=slip-state]", "已签发").await?;
    window.press("Ctrl+P").await?;
    window.see("已送打印 1 次").await?;
    assert_eq!(window.printed().len(), 1);

    let paper = out.path().join("交办单.pdf");
    window.answer_dialog(Some(&paper))?;
    window.choose("更多", "PDF 另存").await?;
    window.file(&paper).await?;

    let book = out.path().join("台账.xlsx");
    window.go("sqtz", "诉求台账").await?;
    window.find("[data-test^=row-]").await?;
    window.answer_dialog(Some(&book))?;
    window.press("Ctrl+E").await?;
    window.marked("export-dialog").await?;
    window.press("Ctrl+Enter").await?;
    window.see("已导出").await?;
    window.file(&book).await?;
    window.close().await
}
