//! One office, one window: who starts it again is shown the one that is open.

use std::time::Duration;

use reception_tests::window::{Failure, Size, Window};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_raises_the_first_window() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let mut window = Window::open_managed(&folder.path().join("office"), Size::DESK).await?;
    window.marked("first-run").await?;
    let first = window.process()?;
    window.see_in_front(first).await?;

    window.minimise().await?;
    let second = window.start_second().await?;
    assert!(second.status.success(), "{second:?}");
    window.see_in_front(first).await?;

    // Another office is another window, and it covers the first.
    let other = window.start_on(&folder.path().join("other"))?;
    window.see_in_front(other.id().ok_or("the other office did not start")?).await?;
    let third = window.start_second().await?;
    assert!(third.status.success(), "{third:?}");
    window.see_in_front(first).await?;
    window.marked("first-run").await?;
    window.close().await
}

/// The program before was killed, and the bus has not missed it yet.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_while_the_first_is_killed_opens_the_window() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("office");
    let mut window = Window::open_managed(&data, Size::DESK).await?;
    window.marked("first-run").await?;
    window.freeze()?;
    let mut second = window.start_on(&data)?;
    // It asks the frozen one to come to the front.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(second.try_wait()?.is_none(), "it does not wait for the first");
    window.kill().await?;
    window.see_in_front(second.id().ok_or("the second ended")?).await
}
