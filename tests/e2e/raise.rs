//! One office, one window: who starts it again is shown the one that is open.

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
