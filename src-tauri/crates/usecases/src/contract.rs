//! The contract: every use case once. From this list come the dispatcher, the names and the
//! TypeScript types; the window and the command line know nothing else.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::alerts::{self, AlertSettings, AlertTaken, TakeAlert};
use crate::announcement::{self, Announcement, IssueAnnouncement, PrintAnnouncement};
use crate::bulletin::{
    self, BulletinDetail, BulletinExported, BulletinList, DraftBulletin, ExportBulletin,
    InstructBulletin, IssueBulletin, PrintBulletin, SaveBulletin,
};
use crate::channels::{self, Channel, ChannelList, ChannelQuery, SaveChannel};
use crate::clue::{self, ClueDetail, ClueList, PrintClue, RecordClueResult, ReferClue, SignClue};
use crate::common_issue::{
    self, CommonIssue, CommonIssueList, HandInIssue, IssueProposals, SaveIssue, SettleIssue,
};
use crate::context::{Context, Office};
use crate::demand::{
    self, AcceptDemands, ArchiveDemands, BatchOutcome, DemandDetail, RegisterDemand,
};
use crate::directory::{
    self, CheckCreditCode, CheckGlyphs, CreditCodeCheck, DirectoryQuery, EnterpriseDetail,
    EnterpriseList, FindNames, GlyphCheck, Leader, LeaderList, MergeEnterprise, MergeUnit,
    NameHits, SaveEnterprise, SaveLeader, SaveUnit, Unit, UnitDetail, UnitList,
};
use crate::error::{CommandError, UseCaseError};
use crate::figures::{
    self, ChartSaved, ExportFigures, FiguresExported, PeriodChoice, PeriodFigures, PrintFigures,
    SaveChart,
};
use crate::files::{self, AttachFile, Attachment, AttachmentFile, PhotoList, PhotoView};
use crate::forms::{self, PreviewForm, PrintForm};
use crate::handling::{
    self, AnswerAssist, AnswerChase, AskExtension, ChaseDemands, ChaseOutcome, CloseDemand,
    CompleteDemand, ConsolidateDemand, DecideExtension, DeclineDemand, EndTaskForce,
    EscalateDemand, FollowReferral, FormTaskForce, PrintActs, RaiseObjection, ReassignTask,
    RecordInspection, RecordLookBack, RecordMediation, RecordRating, ReferMediation, ReplyDemand,
    ReportProgress, ReworkDemand, RuleObjection, Supervision, SupervisionQuery, SuspendDemand,
    TerminateDemand, TrackDemand, WithdrawDemand,
};
use crate::home::{self, Home};
use crate::import::{
    self, AcceptImport, ExportImportRefusals, ImportDone, ImportList, ImportPreview,
    ImportRefusalsExported, ImportUndone, PreviewImport,
};
use crate::ledger::{
    self, CancelJob, ExportLedger, ExportOutcome, LedgerPage, LedgerQuery, SaveView, SavedView,
    ViewList,
};
use crate::links::{self, EndLink, Link, LinkList, LinkQuery, SaveLink, SaveLinkVisit};
use crate::lists::{self, ExportList, ListExported};
use crate::minutes::{
    self, AnswerOnSite, EntrySaved, MergeDemand, MergeEntry, Minutes, PreviewSitting, RaiseDemand,
    SaveDemandFields, SaveEntry, SittingDemand, SplitDemand, SplitEntry,
};
use crate::office::{
    self, CalendarChange, CalendarMonth, CalendarPreview, ChangeCalendar, Clerk, ClerkList,
    DeadlinePreview, KeepForm, KeptFormList, MonthQuery, NoticeList, NoticeProposal,
    OfficeSettings, OfficeStatus, PresetList, PreviewDeadline, ReadNotice, SaveClerk, SetClearance,
    SwitchClerk,
};
use crate::packet::{
    self, AcceptReturn, ExportRefusals, MakePackets, PacketUnitList, PacketsMade, PreviewReturn,
    RefusalsExported, ReturnPreview,
};
use crate::reception::{
    self, ReceptionDetail, ReceptionList, ReceptionsQuery, SaveAgendaDone, SaveAttendance,
    SaveReception,
};
use crate::rolls::{self, PrintRoll, RollChoice};
use crate::rota::{self, HoldTurn, ProposeRota, Rota, RotaQuery, SaveRota, SaveStandIn, SwapTurns};
use crate::safekeeping::{
    self, Backup, BackupList, ChooseBackupFolder, JournalProof, RestoreBackup, RestoreOutcome,
};
use crate::scanning::{self, KeepScans, ReadScans, ScansKept, ScansRead};
use crate::search::{self, SearchEverything, SearchResult};
use crate::similar::{self, SimilarDemands, SimilarQuery};
use crate::slip::{
    self, ComposeSlip, ExportSlips, InstructSlip, IssueSlip, PaperPreview, PrintSlips,
    PrintedPaper, RegisterReceipt, ReviewSlip, SaveSlip, SignSlip, SlipDetail, SlipList,
    SlipsExported, SlipsQuery,
};
use crate::supervisors::{self, SaveSupervisor, Supervisor, SupervisorList};
use crate::wire::{ById, LongWork, Nothing, Reasoned, Reference};

macro_rules! contract {
    ($($(#[$meta:meta])* $name:ident($input:ty) -> $output:ty = $function:path;)+) => {
        /// The names of all use cases, in the order of the list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        fn run(context: &Context<'_>, name: &str, input: Value) -> Result<Value, UseCaseError> {
            match name {
                $(stringify!($name) => {
                    let input: $input = shaped(stringify!($name), input)?;
                    let output: $output = $function(context, input)?;
                    Ok(serde_json::to_value(output)?)
                })+
                other => Err(UseCaseError::UnknownCommand(other.to_owned())),
            }
        }

        #[cfg(feature = "bindings")]
        pub(crate) fn commands() -> Vec<crate::bindings::Command> {
            vec![$(crate::bindings::Command::of::<$input, $output>(stringify!($name))),+]
        }
    };
}

contract! {
    // 设置
    get_status(Nothing) -> OfficeStatus = office::get_status;
    get_office(Nothing) -> OfficeSettings = office::get_office;
    save_office(OfficeSettings) -> OfficeSettings = office::save_office;
    list_clerks(Nothing) -> ClerkList = office::list_clerks;
    save_clerk(SaveClerk) -> Clerk = office::save_clerk;
    set_clearance(SetClearance) -> Clerk = office::set_clearance;
    switch_clerk(SwitchClerk) -> Clerk = office::switch_clerk;
    list_kept_forms(Nothing) -> KeptFormList = office::list_kept_forms;
    keep_form(KeepForm) -> Nothing = office::keep_form;
    get_month(MonthQuery) -> CalendarMonth = office::get_month;
    preview_deadline(PreviewDeadline) -> DeadlinePreview = office::preview_deadline;
    list_presets(Nothing) -> PresetList = office::list_presets;
    list_notices(Nothing) -> NoticeList = office::list_notices;
    read_notice(ReadNotice) -> NoticeProposal = office::read_notice;
    preview_calendar(CalendarChange) -> CalendarPreview = office::preview_calendar;
    change_calendar(ChangeCalendar) -> NoticeList = office::change_calendar;

    // 提醒
    get_alerts(Nothing) -> AlertSettings = alerts::get_alerts;
    save_alerts(AlertSettings) -> AlertSettings = alerts::save_alerts;
    take_alert(TakeAlert) -> AlertTaken = alerts::take_alert;

    // 企业与单位
    list_leaders(DirectoryQuery) -> LeaderList = directory::list_leaders;
    save_leader(SaveLeader) -> Leader = directory::save_leader;
    list_units(DirectoryQuery) -> UnitList = directory::list_units;
    get_unit(ById) -> UnitDetail = directory::get_unit;
    save_unit(SaveUnit) -> Unit = directory::save_unit;
    merge_unit(MergeUnit) -> Unit = directory::merge_unit;
    list_enterprises(DirectoryQuery) -> EnterpriseList = directory::list_enterprises;
    get_enterprise(ById) -> EnterpriseDetail = directory::get_enterprise;
    save_enterprise(SaveEnterprise) -> EnterpriseDetail = directory::save_enterprise;
    merge_enterprise(MergeEnterprise) -> EnterpriseDetail = directory::merge_enterprise;
    check_credit_code(CheckCreditCode) -> CreditCodeCheck = directory::check_credit_code;
    check_glyphs(CheckGlyphs) -> GlyphCheck = directory::check_glyphs;
    find_names(FindNames) -> NameHits = directory::find_names;

    // 接待日程
    list_receptions(ReceptionsQuery) -> ReceptionList = reception::list_receptions;
    get_reception(ById) -> ReceptionDetail = reception::get_reception;
    save_reception(SaveReception) -> ReceptionDetail = reception::save_reception;
    cancel_reception(Reasoned) -> ReceptionDetail = reception::cancel_reception;
    start_reception(Reference) -> ReceptionDetail = reception::start_reception;
    end_reception(Reference) -> ReceptionDetail = reception::end_reception;
    save_attendance(SaveAttendance) -> ReceptionDetail = reception::save_attendance;
    save_agenda_done(SaveAgendaDone) -> ReceptionDetail = reception::save_agenda_done;

    // 年度安排
    get_rota(RotaQuery) -> Rota = rota::get_rota;
    propose_rota(ProposeRota) -> Rota = rota::propose_rota;
    save_rota(SaveRota) -> Rota = rota::save_rota;
    swap_turns(SwapTurns) -> Rota = rota::swap_turns;
    save_stand_in(SaveStandIn) -> Rota = rota::save_stand_in;
    hold_turn(HoldTurn) -> ReceptionDetail = rota::hold_turn;

    // 通告
    get_announcement(ById) -> Announcement = announcement::get_announcement;
    preview_announcement(IssueAnnouncement) -> PaperPreview = announcement::preview_announcement;
    preview_announced(ById) -> PaperPreview = announcement::preview_announced;
    issue_announcement(IssueAnnouncement) -> Announcement = announcement::issue_announcement;
    print_announcement(PrintAnnouncement) -> PrintedPaper = announcement::print_announcement;

    // 联系、快捷通道
    list_links(LinkQuery) -> LinkList = links::list_links;
    save_link(SaveLink) -> Link = links::save_link;
    end_link(EndLink) -> Link = links::end_link;
    void_link(Reasoned) -> Nothing = links::void_link;
    save_link_visit(SaveLinkVisit) -> Link = links::save_link_visit;
    void_link_visit(Reasoned) -> Link = links::void_link_visit;
    list_channels(ChannelQuery) -> ChannelList = channels::list_channels;
    save_channel(SaveChannel) -> Channel = channels::save_channel;
    void_channel(Reasoned) -> Nothing = channels::void_channel;
    list_supervisors(Nothing) -> SupervisorList = supervisors::list_supervisors;
    save_supervisor(SaveSupervisor) -> Supervisor = supervisors::save_supervisor;
    void_supervisor(Reasoned) -> Nothing = supervisors::void_supervisor;
    preview_roll(RollChoice) -> PaperPreview = rolls::preview_roll;
    print_roll(PrintRoll) -> PrintedPaper = rolls::print_roll;

    // 表格
    preview_form(PreviewForm) -> PaperPreview = forms::preview_form;
    print_form(PrintForm) -> PrintedPaper = forms::print_form;

    // 现场记录
    get_minutes(ById) -> Minutes = minutes::get_minutes;
    save_entry(SaveEntry) -> EntrySaved = minutes::save_entry;
    split_entry(SplitEntry) -> Minutes = minutes::split_entry;
    merge_entry(MergeEntry) -> Minutes = minutes::merge_entry;
    void_entry(Reasoned) -> Minutes = minutes::void_entry;
    restore_entry(Reference) -> Minutes = minutes::restore_entry;
    raise_demand(RaiseDemand) -> SittingDemand = minutes::raise_demand;
    save_demand_fields(SaveDemandFields) -> SittingDemand = minutes::save_demand_fields;
    split_demand(SplitDemand) -> Minutes = minutes::split_demand;
    take_back_split(Reference) -> Nothing = minutes::take_back_split;
    merge_demand(MergeDemand) -> Minutes = minutes::merge_demand;
    void_demand(Reasoned) -> Nothing = minutes::void_demand;
    restore_demand(Reference) -> Nothing = minutes::restore_demand;
    preview_sitting(PreviewSitting) -> PaperPreview = slip::preview_sitting;

    // 诉求
    register_demand(RegisterDemand) -> DemandDetail = demand::register_demand;
    get_demand(ById) -> DemandDetail = demand::get_demand;
    open_enterprise(ById) -> DemandDetail = demand::open_enterprise;
    list_similar(ById) -> SimilarDemands = similar::list_similar;
    find_similar(SimilarQuery) -> SimilarDemands = similar::find_similar;
    accept_demands(AcceptDemands) -> BatchOutcome = demand::accept_demands;
    answer_on_site(AnswerOnSite) -> DemandDetail = demand::answer_on_site;
    take_back_answer(Reference) -> DemandDetail = demand::take_back_answer;
    reopen_demand(Reasoned) -> DemandDetail = demand::reopen_demand;

    // 办理
    decline_demand(DeclineDemand) -> DemandDetail = handling::decline_demand;
    follow_referral(FollowReferral) -> DemandDetail = handling::follow_referral;
    raise_objection(RaiseObjection) -> DemandDetail = handling::raise_objection;
    rule_objection(RuleObjection) -> DemandDetail = handling::rule_objection;
    reassign_task(ReassignTask) -> DemandDetail = handling::reassign_task;
    report_progress(ReportProgress) -> DemandDetail = handling::report_progress;
    answer_assist(AnswerAssist) -> DemandDetail = handling::answer_assist;
    ask_extension(AskExtension) -> DemandDetail = handling::ask_extension;
    decide_extension(DecideExtension) -> DemandDetail = handling::decide_extension;
    suspend_demand(SuspendDemand) -> DemandDetail = handling::suspend_demand;
    resume_demand(Reasoned) -> DemandDetail = handling::resume_demand;
    chase_demands(ChaseDemands) -> ChaseOutcome = handling::chase_demands;
    preview_chase(ChaseDemands) -> PaperPreview = handling::preview_chase;
    preview_reply(ReplyDemand) -> PaperPreview = handling::preview_reply;
    preview_decline(DeclineDemand) -> PaperPreview = handling::preview_decline;
    answer_chase(AnswerChase) -> DemandDetail = handling::answer_chase;
    complete_demand(CompleteDemand) -> DemandDetail = handling::complete_demand;
    return_completion(Reasoned) -> DemandDetail = handling::return_completion;
    reply_demand(ReplyDemand) -> DemandDetail = handling::reply_demand;
    track_demand(TrackDemand) -> DemandDetail = handling::track_demand;
    ask_rating(Reference) -> DemandDetail = handling::ask_rating;
    record_rating(RecordRating) -> DemandDetail = handling::record_rating;
    close_demand(CloseDemand) -> DemandDetail = handling::close_demand;
    rework_demand(ReworkDemand) -> DemandDetail = handling::rework_demand;
    terminate_demand(TerminateDemand) -> DemandDetail = handling::terminate_demand;
    withdraw_demand(WithdrawDemand) -> DemandDetail = handling::withdraw_demand;
    consolidate_demand(ConsolidateDemand) -> DemandDetail = handling::consolidate_demand;
    separate_demand(Reasoned) -> DemandDetail = handling::separate_demand;
    record_look_back(RecordLookBack) -> DemandDetail = handling::record_look_back;
    refer_mediation(ReferMediation) -> DemandDetail = handling::refer_mediation;
    record_mediation(RecordMediation) -> DemandDetail = handling::record_mediation;
    escalate_demand(EscalateDemand) -> DemandDetail = handling::escalate_demand;
    form_task_force(FormTaskForce) -> DemandDetail = handling::form_task_force;
    end_task_force(EndTaskForce) -> DemandDetail = handling::end_task_force;
    record_inspection(RecordInspection) -> DemandDetail = handling::record_inspection;
    archive_demands(ArchiveDemands) -> BatchOutcome = handling::archive_demands;
    preview_act(ById) -> PaperPreview = handling::preview_act;
    print_acts(PrintActs) -> PrintedPaper = handling::print_acts;
    list_supervision(SupervisionQuery) -> Supervision = handling::list_supervision;

    // 线索
    refer_clue(ReferClue) -> DemandDetail = clue::refer_clue;
    list_clues(Nothing) -> ClueList = clue::list_clues;
    open_clue(ById) -> ClueDetail = clue::open_clue;
    sign_clue(SignClue) -> ClueDetail = clue::sign_clue;
    issue_clue(Reference) -> ClueDetail = clue::issue_clue;
    record_clue_result(RecordClueResult) -> ClueDetail = clue::record_clue_result;
    preview_clue(ById) -> PaperPreview = clue::preview_clue;
    print_clue(PrintClue) -> PrintedPaper = clue::print_clue;

    // 共性问题
    list_issues(Nothing) -> CommonIssueList = common_issue::list_issues;
    propose_issues(Nothing) -> IssueProposals = common_issue::propose_issues;
    save_issue(SaveIssue) -> CommonIssue = common_issue::save_issue;
    settle_issue(SettleIssue) -> CommonIssue = common_issue::settle_issue;
    hand_in_issue(HandInIssue) -> CommonIssue = common_issue::hand_in_issue;
    reopen_issue(Reasoned) -> CommonIssue = common_issue::reopen_issue;
    void_issue(Reasoned) -> Nothing = common_issue::void_issue;

    // 诉求台账
    list_ledger(LedgerQuery) -> LedgerPage = ledger::list_ledger;
    list_views(Nothing) -> ViewList = ledger::list_views;
    save_view(SaveView) -> SavedView = ledger::save_view;
    void_view(Reference) -> ViewList = ledger::void_view;
    export_ledger(ExportLedger) -> ExportOutcome = ledger::export_ledger;
    cancel_job(CancelJob) -> Nothing = ledger::cancel_job;

    // 交办单
    list_slips(SlipsQuery) -> SlipList = slip::list_slips;
    get_slip(ById) -> SlipDetail = slip::get_slip;
    compose_slip(ComposeSlip) -> SlipDetail = slip::compose_slip;
    save_slip(SaveSlip) -> SlipDetail = slip::save_slip;
    submit_slip(ReviewSlip) -> SlipDetail = slip::submit_slip;
    approve_slip(ReviewSlip) -> SlipDetail = slip::approve_slip;
    return_slip(Reasoned) -> SlipDetail = slip::return_slip;
    instruct_slip(InstructSlip) -> SlipDetail = slip::instruct_slip;
    sign_slip(SignSlip) -> SlipDetail = slip::sign_slip;
    issue_slip(IssueSlip) -> SlipDetail = slip::issue_slip;
    void_slip(Reasoned) -> SlipDetail = slip::void_slip;
    preview_slip(ById) -> PaperPreview = slip::preview_slip;
    print_slips(PrintSlips) -> PrintedPaper = slip::print_slips;
    export_slips(ExportSlips) -> SlipsExported = slip::export_slips;
    register_receipt(RegisterReceipt) -> SlipDetail = slip::register_receipt;

    // 工作包
    list_packet_units(Nothing) -> PacketUnitList = packet::list_packet_units;
    make_packets(MakePackets) -> PacketsMade = packet::make_packets;
    preview_return(PreviewReturn) -> ReturnPreview = packet::preview_return;
    accept_return(AcceptReturn) -> ReturnPreview = packet::accept_return;
    export_refusals(ExportRefusals) -> RefusalsExported = packet::export_refusals;

    // 导入
    preview_import(PreviewImport) -> ImportPreview = import::preview_import;
    accept_import(AcceptImport) -> ImportDone = import::accept_import;
    export_import_refusals(ExportImportRefusals) -> ImportRefusalsExported = import::export_import_refusals;
    list_imports(Nothing) -> ImportList = import::list_imports;
    undo_import(Reasoned) -> ImportUndone = import::undo_import;

    // 工作台、查找
    get_home(Nothing) -> Home = home::get_home;
    search_everything(SearchEverything) -> SearchResult = search::search_everything;

    // 报表
    get_figures(PeriodChoice) -> PeriodFigures = figures::get_figures;
    export_figures(ExportFigures) -> FiguresExported = figures::export_figures;
    preview_figures(PeriodChoice) -> PaperPreview = figures::preview_figures;
    print_figures(PrintFigures) -> PrintedPaper = figures::print_figures;
    save_chart(SaveChart) -> ChartSaved = figures::save_chart;

    // 专报、年度报告、会议纪要
    list_bulletins(Nothing) -> BulletinList = bulletin::list_bulletins;
    get_bulletin(ById) -> BulletinDetail = bulletin::get_bulletin;
    draft_bulletin(DraftBulletin) -> BulletinDetail = bulletin::draft_bulletin;
    save_bulletin(SaveBulletin) -> BulletinDetail = bulletin::save_bulletin;
    issue_bulletin(IssueBulletin) -> BulletinDetail = bulletin::issue_bulletin;
    void_bulletin(Reasoned) -> BulletinDetail = bulletin::void_bulletin;
    instruct_bulletin(InstructBulletin) -> BulletinDetail = bulletin::instruct_bulletin;
    preview_bulletin(ById) -> PaperPreview = bulletin::preview_bulletin;
    print_bulletin(PrintBulletin) -> PrintedPaper = bulletin::print_bulletin;
    export_bulletin(ExportBulletin) -> BulletinExported = bulletin::export_bulletin;

    // 名录、登记簿
    export_list(ExportList) -> ListExported = lists::export_list;

    // 附件
    attach_file(AttachFile) -> Attachment = files::attach_file;
    list_photos(ById) -> PhotoList = files::list_photos;
    view_photo(ById) -> PhotoView = files::view_photo;
    open_attachment(ById) -> AttachmentFile = files::open_attachment;

    // 扫描件
    read_scans(ReadScans) -> ScansRead = scanning::read_scans;
    keep_scans(KeepScans) -> ScansKept = scanning::keep_scans;

    // 保管
    verify_journal(LongWork) -> JournalProof = safekeeping::verify_journal;
    list_backups(Nothing) -> BackupList = safekeeping::list_backups;
    make_backup(LongWork) -> Backup = safekeeping::make_backup;
    choose_backup_folder(ChooseBackupFolder) -> BackupList = safekeeping::choose_backup_folder;
    restore_backup(RestoreBackup) -> RestoreOutcome = safekeeping::restore_backup;
}

/// Reads an input; what has another shape is refused at its first wrong field.
fn shaped<T: DeserializeOwned>(command: &'static str, input: Value) -> Result<T, UseCaseError> {
    serde_path_to_error::deserialize(input).map_err(|error| {
        let steps = error.path().iter().filter_map(|step| match step {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => None,
        });
        let field = steps.collect::<Vec<_>>().join(".");
        UseCaseError::Input { command, field, source: error.into_inner() }
    })
}

/// Runs the use case `name` on `input`: the one way in for every shell.
///
/// # Errors
/// [`CommandError`], ready to be passed on; nothing was changed.
pub fn dispatch(office: &Office, name: &str, input: Value) -> Result<Value, CommandError> {
    run(&office.context(), name, input).map_err(|error| CommandError::from(&error))
}
