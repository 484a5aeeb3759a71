//! Which leader a table names: known ones, and new ones that bring their post.

use std::collections::BTreeSet;

use domain::ids::LeaderId;
use store::tables::leaders::LeaderRow;

use crate::directory::LEADER_NAME_MAX;

/// A leader, known or new.
#[derive(Debug, Clone)]
pub(super) struct LeaderBody {
    /// None: it would be added.
    pub(super) id: Option<LeaderId>,
    pub(super) name: String,
    pub(super) post: String,
    pub(super) rank: i64,
    pub(super) is_active: bool,
    /// Added by an import that was taken back: it is taken into office again.
    pub(super) is_undone: bool,
}

impl LeaderBody {
    pub(super) fn known(row: LeaderRow, undone: &BTreeSet<LeaderId>) -> Self {
        let is_undone = !row.is_active && undone.contains(&row.id);
        let LeaderRow { id, name, post, rank, is_active, .. } = row;
        Self { id: Some(id), name, post, rank, is_active, is_undone }
    }
}

/// A place in [`Leading::all`].
pub(super) type LeaderPlace = usize;

/// Everybody who may preside.
#[derive(Default)]
pub(super) struct Leading {
    pub(super) all: Vec<LeaderBody>,
}

impl Leading {
    pub(super) fn new(known: impl Iterator<Item = LeaderBody>) -> Self {
        Self { all: known.collect() }
    }

    /// Finds a leader by the words of a cell, which may hold the post before or behind the name; adds
    /// one that is not known when its post is.
    ///
    /// # Errors
    /// Why it cannot be taken, in Chinese.
    pub(super) fn find(
        &mut self,
        words: &str,
        post: &str,
    ) -> Result<(LeaderPlace, Option<String>), String> {
        let asked = plain(words);
        let named = |body: &&LeaderBody| parted(&asked, &plain(&body.name)).is_some();
        // Of 李强 and 李强军 the longer name is meant where it stands.
        let longest = self.all.iter().filter(named).map(|body| plain(&body.name).len()).max();
        let alike: Vec<LeaderPlace> = (0..self.all.len())
            .filter(|at| named(&&self.all[*at]))
            .filter(|at| Some(plain(&self.all[*at].name).len()) == longest)
            .collect();
        let of_post = |at: &LeaderPlace| {
            let body = &self.all[*at];
            let beside = parted(&asked, &plain(&body.name)).unwrap_or_default();
            let own = plain(&body.post);
            own == plain(post) || (!beside.is_empty() && own == beside)
        };
        let found = match alike.as_slice() {
            [] => return self.add(words, post),
            [one] => *one,
            many => {
                let in_office: Vec<LeaderPlace> =
                    many.iter().copied().filter(|at| self.all[*at].is_active).collect();
                let by_post: Vec<LeaderPlace> =
                    many.iter().copied().filter(|at| of_post(at)).collect();
                match (by_post.as_slice(), in_office.as_slice()) {
                    ([one], _) | ([], [one]) => *one,
                    _ => return Err(format!("有几位“{words}”，请把职务写全。")),
                }
            }
        };
        let body = &self.all[found];
        if !body.is_active && !body.is_undone {
            return Err(format!("{}已离任，请换一位。", body.name));
        }
        let known = format!("{}{}", body.post, body.name);
        let is_plain = asked == plain(&body.name) || asked == plain(&known);
        Ok((found, (!is_plain).then(|| format!("认作“{} {}”", body.post, body.name))))
    }

    fn add(&mut self, words: &str, post: &str) -> Result<(LeaderPlace, Option<String>), String> {
        let (before, name) = words.rsplit_once(char::is_whitespace).unwrap_or(("", words));
        let post = if post.is_empty() { before } else { post };
        if post.is_empty() {
            return Err(format!("领导名录里没有“{words}”。写上职务，就会登记进名录。"));
        }
        if name.chars().count() > LEADER_NAME_MAX {
            return Err(format!("“{name}”不像姓名，请把职务写在另一列。"));
        }
        let rank = self.all.iter().map(|body| body.rank).max().unwrap_or(0) + 1;
        self.all.push(LeaderBody {
            id: None,
            name: name.to_owned(),
            post: post.trim().to_owned(),
            rank,
            is_active: true,
            is_undone: false,
        });
        let place = self.all.len() - 1;
        Ok((place, Some(format!("登记新领导“{} {name}”", post.trim()))))
    }
}

fn plain(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns what stands beside a name at the beginning or the end of the words; none where it is not
/// there.
fn parted(words: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let beside = words.strip_suffix(name).or_else(|| words.strip_prefix(name))?;
    let is_bracket = |c: char| matches!(c, '（' | '）' | '(' | ')' | '、' | '，' | '：' | ':');
    Some(beside.trim_matches(is_bracket).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leading() -> Leading {
        let body = |id: &str, name: &str, post: &str, is_active| LeaderBody {
            id: Some(LeaderId::new(id)),
            name: name.to_owned(),
            post: post.to_owned(),
            rank: 1,
            is_active,
            is_undone: false,
        };
        Leading::new(
            [
                body("a", "沈例成", "区委书记", true),
                body("b", "李强", "区长", true),
                body("c", "李强", "副区长", true),
                body("d", "李强军", "政协主席", true),
                body("e", "钟示平", "统战部部长", false),
            ]
            .into_iter(),
        )
    }

    #[test]
    fn one_is_found_with_the_post_before_behind_or_beside() {
        let mut leading = leading();
        for (words, post, place) in [
            ("沈例成", "", 0),
            ("沈 例成", "", 0),
            ("区委书记沈例成", "", 0),
            ("沈例成（区委书记）", "", 0),
            ("李强", "副区长", 2),
            ("区长 李强", "", 1),
            ("李强军", "", 3),
        ] {
            assert_eq!(leading.find(words, post).map(|found| found.0), Ok(place), "{words}");
        }
        assert_eq!(leading.all.len(), 5);
    }

    #[test]
    fn who_is_not_known_needs_a_post_and_is_added_once() {
        let mut leading = leading();
        assert!(leading.find("白露", "").unwrap_err().contains("写上职务"));
        assert_eq!(leading.find("白露", "副区长").map(|found| found.0), Ok(5));
        assert_eq!(leading.find("副区长　白露", "").map(|found| found.0), Ok(5));
        assert_eq!(
            (leading.all[5].name.as_str(), leading.all[5].post.as_str()),
            ("白露", "副区长")
        );
    }

    #[test]
    fn two_of_one_name_and_who_left_are_told() {
        let mut leading = leading();
        assert!(leading.find("李强", "").unwrap_err().contains("职务写全"));
        assert!(leading.find("钟示平", "").unwrap_err().contains("已离任"));
    }
}
