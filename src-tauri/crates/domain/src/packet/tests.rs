use rstest::rstest;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cells(filled: &[(PacketColumn, &str)]) -> PacketCells {
    filled.iter().map(|(column, text)| (*column, PacketCell::Text((*text).to_owned()))).collect()
}

#[test]
fn headings_tell_columns_apart_and_every_choice_has_labels() {
    let mut titles: Vec<&str> = PacketColumn::ALL.iter().map(|column| column.label()).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), PacketColumn::ALL.len());
    for column in PacketColumn::ALL {
        assert_eq!(column.kind() == PacketKind::Choice, !column.choices().is_empty(), "{column}");
    }
}

#[rstest]
#[case("2026-09-23")]
#[case(" 2026/9/23 ")]
#[case("2026.9.23")]
#[case("2026年9月23日")]
#[case("２０２６－０９－２３")]
#[case("2026-09-23 10:08:00")]
fn a_day_is_read_as_offices_write_it(#[case] text: &str) {
    assert_eq!(parse_day(text), Some(day("2026-09-23")));
}

#[rstest]
#[case("9月23日")]
#[case("2026-02-30")]
#[case("26-9-23")]
#[case("2026-9-23-1")]
#[case("约3月")]
#[case("")]
fn no_day_is_guessed(#[case] text: &str) {
    assert_eq!(parse_day(text), None);
}

#[test]
fn a_part_is_filled_whole_or_refused_by_column() {
    use PacketColumn as C;
    assert_eq!(read_part(PacketPart::Receipt, &cells(&[(C::Progress, "x")])), None);
    let half = cells(&[(C::ReceivedBy, "罗示川")]);
    assert_eq!(
        read_part(PacketPart::Receipt, &half),
        Some(Err(vec![(C::ReceivedOn, CellFault::Missing), (C::ReceiptWay, CellFault::Missing)]))
    );
    let wrong = cells(&[(C::ReceivedBy, "罗"), (C::ReceivedOn, "下周"), (C::ReceiptWay, "口头")]);
    assert_eq!(
        read_part(PacketPart::Receipt, &wrong),
        Some(Err(vec![
            (C::ReceivedOn, CellFault::NotADay),
            (C::ReceiptWay, CellFault::NotAChoice)
        ]))
    );
    let mut whole = cells(&[(C::ReceivedBy, "罗示川"), (C::ReceiptWay, "当面")]);
    whole.insert(C::ReceivedOn, PacketCell::Number(46_288.4));
    assert_eq!(
        read_part(PacketPart::Receipt, &whole),
        Some(Ok(PacketBody::Receipt {
            by: "罗示川".to_owned(),
            on: day("2026-09-23"),
            way: ReceiptWay::InPerson
        }))
    );
    whole.insert(C::ReceivedOn, PacketCell::Broken);
    assert_eq!(
        read_part(PacketPart::Receipt, &whole),
        Some(Err(vec![(C::ReceivedOn, CellFault::Broken)]))
    );
}

#[test]
fn a_talk_is_told_whole_or_not_at_all_and_a_letter_names_the_class() {
    use PacketColumn as C;
    let mut report = cells(&[
        (C::ResultClass, "ａ"),
        (C::Process, "已勘察。"),
        (C::Result, "已送电。"),
        (C::Head, "邓例文"),
        (C::CompletedOn, "2026-10-12"),
    ]);
    let Some(Ok(PacketBody::Completion(body))) = read_part(PacketPart::Completion, &report) else {
        panic!("refused");
    };
    assert_eq!((body.class, body.contact), (ResultClass::Solved, None));
    report.insert(C::ContactPerson, PacketCell::Text("王守成".to_owned()));
    assert_eq!(
        read_part(PacketPart::Completion, &report),
        Some(Err(vec![(C::ContactOn, CellFault::Missing), (C::ContactWay, CellFault::Missing)]))
    );
}

#[test]
fn what_is_open_is_the_reviewed_grid() {
    let mut grid = String::new();
    for &role in TaskRole::ALL {
        for &task in TaskState::ALL {
            for &demand in DemandState::ALL {
                let open = open_parts(role, task, demand);
                if open.is_empty()
                    || (task == TaskState::AwaitingReceipt
                        && demand != DemandState::AwaitingReceipt)
                {
                    continue;
                }
                let words: Vec<&str> = open.iter().map(|part| part.label()).collect();
                grid.push_str(&format!("{role} {task} {demand}：{}\n", words.join("、")));
            }
        }
    }
    insta::assert_snapshot!(grid, @r"
    主办 待签收 待签收：签收、异议、进展反馈、办结报告
    主办 已签收 办理中：进展反馈、办结报告
    主办 已签收 长期跟踪：进展反馈
    协办 待签收 待签收：签收、异议、进展反馈、协办意见
    协办 已签收 待签收：协办意见
    协办 已签收 异议待裁定：协办意见
    协办 已签收 办理中：进展反馈、协办意见
    协办 已签收 长期跟踪：进展反馈
    ");
}

#[test]
fn a_mark_is_read_as_written() {
    let id = PacketId::new("0192-ab");
    assert_eq!(read_mark(&mark(&id, "7K3M-9Q2D")), Some((id, "7K3M-9Q2D".to_owned())));
    for text in ["", "工作包编号 a 校验码", "工作包 a 校验码 b", "工作包编号 a 校验码 b c"]
    {
        assert_eq!(read_mark(text), None, "{text}");
    }
}
