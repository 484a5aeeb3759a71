//! Receipts.

use papers::{PaperTime, ReceiptPaper, Strip};

use super::{day, eight_items, signed};

/// Specimen 05.
pub fn receipt() -> ReceiptPaper {
    let slip = signed();
    ReceiptPaper {
        mark: "交办单签收回执".into(),
        number: slip.number,
        copy: 2,
        copies: 2,
        urgency: "请于1个工作日内退回".into(),
        unit: "区财政局".into(),
        is_lead: true,
        is_assisting: false,
        items: "第二项（共二项）".into(),
        enterprise: slip.enterprise,
        titles: vec![slip.items[1].title.clone()],
        limits: vec![slip.items[1].limit.clone()],
        objection: "有异议的，请同时填报《异议单》，1个工作日内书面提出，附职责依据；裁定前办理时限不停止计算。".into(),
        return_to: "退回：川江区工商业联合会办公室　联系人：何　静　电话：0830-5550126".into(),
        strip: Strip {
            code: "CJGSLJ-2026-12-02".into(),
            version: 1,
            check: "M2C7-YH5P".into(),
            made_at: PaperTime { date: day(2026, 3, 24), hour: 15, minute: 42 },
            print: 1,
        },
    }
}

/// A receipt of so many ordinary items, each with its own limit, the return line two lines long.
pub fn receipt_of(count: usize) -> ReceiptPaper {
    let items = eight_items().items;
    let mut paper = receipt();
    paper.items = format!("第一至{count}项（共八项）");
    paper.titles = items.iter().take(count).map(|item| item.title.clone()).collect();
    paper.limits = items.iter().take(count).map(|item| item.limit.clone()).collect();
    paper.return_to = "请退回：川江区工商业联合会，地址：川江区人民路18号政务中心二楼，联系人：何静，电话：0830-5550126。".into();
    paper
}
