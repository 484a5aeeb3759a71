//! The workbook of a packet: its columns and what they say.

use domain::packet::{PacketCell, PacketColumn as Field, PacketKind, PacketPart};
use domain::terms::Term;
use sheets::{PacketBand, PacketColumn, PacketInput};

/// Headings of the office's columns.
pub(super) const SLIP: &str = "交办单字号";
pub(super) const ITEM: &str = "项号";
pub(super) const TASK: &str = "任务编号";
pub(super) const CODE: &str = "校验码";

/// How many columns stay in sight: number, item, part, title.
pub(super) const PINNED: u16 = 4;

/// The longest text of several lines a unit may fill in; the same the screens take.
const LONG_MAX: u32 = 10_000;
const NAME_MAX: u32 = 60;

/// How the packet is filled in and sent back.
pub(super) const HELP: &str = "填写说明：只填浅黄色的格，灰色和白色的格已锁定。一项任务一行，只填这次要报的部分，\
    每部分要填全（标“选填”的除外）；日期填成 2026-09-23 的样子，有下拉箭头的从列表中选。\
    请勿改动表头、字号、任务编号和校验码，也不要把别的单位的行粘贴进来，改动过的行会被退回。\
    填好后保存为 .xlsx，原样交回。";

fn locked(title: &str, width: u16, hint: &str) -> PacketColumn {
    let (title, hint) = (title.to_owned(), hint.to_owned());
    PacketColumn { title, hint, width, input: PacketInput::Locked }
}

/// Returns the bands of every packet: what was assigned, what the unit reports, what tells the rows
/// apart.
pub(super) fn bands() -> Vec<PacketBand> {
    let mut bands = vec![PacketBand {
        title: "交办事项（请勿改动）".to_owned(),
        columns: vec![
            locked(SLIP, 132, ""),
            locked(ITEM, 44, ""),
            locked("身份", 48, ""),
            locked("标题", 170, ""),
            locked("内容", 280, "过长的见所附交办单"),
            locked("办理要求", 170, ""),
            locked("到期日", 88, ""),
            locked("现在要办", 170, ""),
        ],
    }];
    for &part in PacketPart::ALL {
        bands.push(PacketBand {
            title: heading(part).to_owned(),
            columns: Field::of(part).map(column).collect(),
        });
    }
    bands.push(PacketBand {
        title: "识别码（请勿改动）".to_owned(),
        columns: vec![locked(TASK, 130, ""), locked(CODE, 84, "")],
    });
    bands
}

fn heading(part: PacketPart) -> &'static str {
    match part {
        PacketPart::Receipt => "签收",
        PacketPart::Objection => "异议（不同意承办的填，不再填签收）",
        PacketPart::Progress => "进展反馈",
        PacketPart::AssistAnswer => "协办意见（协办任务填）",
        PacketPart::Completion => "办结报告（主办任务办完后填）",
    }
}

fn column(field: Field) -> PacketColumn {
    let (width, hint) = match field {
        Field::ReceivedBy => (72, "姓名"),
        Field::ReceivedOn => (92, "如 2026-09-23"),
        Field::ReceiptWay => (72, "从列表中选"),
        Field::ObjectionGround => (180, "为什么不该由本单位办"),
        Field::ObjectionBasis => (160, "文件、条款"),
        Field::ObjectedOn
        | Field::ProgressOn
        | Field::AssistedOn
        | Field::ContactOn
        | Field::CompletedOn => (92, "如 2026-09-23"),
        Field::Progress => (240, "已做什么，下一步做什么"),
        Field::Opinion => (92, "从列表中选"),
        Field::AssistWords => (180, "有条件同意的写明条件；其他选填"),
        Field::AssistBasis => (160, "不同意、有条件同意的必填"),
        Field::ResultClass => (130, "从列表中选"),
        Field::Process => (220, "怎么办的"),
        Field::Result => (220, "办到什么程度"),
        Field::ResultBasis => (150, "文号、条款，选填"),
        Field::Evidence => (150, "材料名称，没有会被退回补正"),
        Field::ContactWay => (78, "与企业怎么联系的"),
        Field::ContactPerson => (78, "姓名"),
        Field::ContactWords => (160, "企业的态度，选填"),
        Field::Head => (78, "签字人姓名"),
    };
    let input = match field.kind() {
        PacketKind::Day => PacketInput::Day,
        PacketKind::Choice => {
            PacketInput::Choice(field.choices().into_iter().map(str::to_owned).collect())
        }
        PacketKind::Text => PacketInput::Text(match field {
            Field::ReceivedBy | Field::ContactPerson | Field::Head => NAME_MAX,
            _ => LONG_MAX,
        }),
    };
    let (title, hint) = (field.label().to_owned(), hint.to_owned());
    PacketColumn { title, hint, width, input }
}

/// Lists the headings a returned packet must have, the leftmost first.
pub(super) fn titles() -> Vec<&'static str> {
    let mut titles = vec![SLIP, ITEM];
    titles.extend(Field::ALL.iter().map(|field| field.label()));
    titles.extend([TASK, CODE]);
    titles
}

/// Returns a returned cell as the rules read it.
pub(super) fn cell(cell: &sheets::ReturnedCell) -> PacketCell {
    match cell {
        sheets::ReturnedCell::Text(text) => PacketCell::Text(text.clone()),
        sheets::ReturnedCell::Day(day) => PacketCell::Day(*day),
        sheets::ReturnedCell::Number(number) => PacketCell::Number(*number),
        sheets::ReturnedCell::Broken => PacketCell::Broken,
    }
}
