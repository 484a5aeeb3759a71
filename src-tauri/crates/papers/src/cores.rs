//! Work on all cores, a paper to a core.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// A pool of one thread for each core. The typesetter shares out its small steps within the pool it
/// runs in: with one pool for all cores they hand each other crumbs of their papers, which costs a
/// fifth of the time.
static CORES: LazyLock<Vec<ThreadPool>> = LazyLock::new(|| {
    let count = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    (0..count).filter_map(|_| ThreadPoolBuilder::new().num_threads(1).build().ok()).collect()
});

/// What `work` makes of each, in their order. It is told the place of each.
pub(crate) fn on_all_cores<P: Sync, R: Send>(
    papers: &[P],
    work: impl Fn(usize, &P) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let take = || next.fetch_add(1, Ordering::Relaxed);
        std::iter::repeat_with(take)
            .map_while(|index| Some((index, papers.get(index)?)))
            .map(|(index, paper)| (index, work(index, paper)))
            .collect::<Vec<_>>()
    };
    let mut made = thread::scope(|scope| {
        let others: Vec<_> = CORES.iter().map(|core| scope.spawn(|| core.install(share))).collect();
        let join = |other: thread::ScopedJoinHandle<'_, _>| {
            other.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        others.into_iter().flat_map(join).collect::<Vec<_>>()
    });
    // Where the system gives no thread, the caller's does it all.
    made.extend(share());
    made.sort_unstable_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order() {
        let numbers: Vec<usize> = (0..1000).collect();
        let doubled = on_all_cores(&numbers, |index, number| index + number);
        assert!(doubled.iter().enumerate().all(|(index, sum)| *sum == 2 * index));
        assert_eq!(doubled.len(), 1000);
        assert!(on_all_cores(&[0; 0], |_, number| *number).is_empty());
    }

    #[test]
    #[should_panic(expected = "on purpose")]
    fn a_panic_is_passed_on() {
        on_all_cores(&[1, 2, 3], |_, number| assert!(*number != 2, "on purpose"));
    }
}
