using HuddleBot.Core.Issues;
using static HuddleBot.Tests.Replicas.Histories.HistoryScene;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>The checker itself, before anybody trusts it: what it lets pass, and the faults that it is there to find.</summary>
public sealed class HistoryCheckTests
{
    [Fact]
    public void One_of_two_at_the_same_moment_wins_whoever_was_answered_first()
    {
        Explained(Refused(Ben, Celebrate, 1, 4, Ana, nameof(IssueEvent.FixPlanned)), Done(Ana, Fix, 2, 6));
        Explained(Done(Ana, Fix, 1, 6), Refused(Ben, Celebrate, 2, 3, Ana), Saw(Ben, 4, 5, Ana, nameof(IssueEvent.FixPlanned)));
    }

    [Fact]
    public void What_was_not_answered_may_have_been_done_or_not_or_late()
    {
        Explained(Unanswered(Ana, Fix, 1), Refused(Ben, Celebrate, 2, 3, Ana));
        Explained(Unanswered(Ana, Fix, 1), Done(Ben, Celebrate, 2, 3));
        Explained(Unanswered(Ana, Fix, 1), Saw(Ben, 2, 3, null, null), Refused(Ben, Celebrate, 4, 5, Ana));
        NotExplained(Done(Ben, Celebrate, 1, 2), Unanswered(Ana, Fix, 3), Saw(Ben, 4, 5, Ana, nameof(IssueEvent.FixPlanned)));
    }

    [Fact]
    public void A_second_tap_of_the_same_person_is_done_too()
    {
        Explained(Done(Ana, Celebrate, 1, 2), Done(Ana, Celebrate, 3, 4), Refused(Ben, Fix, 5, 6, Ana));
        NotExplained(Done(Ana, Celebrate, 1, 2), Done(Ben, Celebrate, 3, 4));
    }

    [Fact]
    public void Who_has_taken_it_on_may_resolve_it_and_nobody_else_of_the_team()
    {
        var accept = new IssueCommand.TriageAccept(Ben, Priority.Normal, null);
        Explained(Done(Ana, Escalate, 1, 2), Done(Mia, accept, 3, 4), Done(Ben, Resolve, 5, 6));
        Explained(Done(Ana, Escalate, 1, 2), Done(Mia, accept, 3, 4), Refused(Ana, Resolve, 5, 6, null));
        NotExplained(Done(Ana, Escalate, 1, 2), Done(Mia, accept, 3, 4), Done(Ana, Resolve, 5, 6));
        NotExplained(Done(Ana, Escalate, 1, 2), Done(Ben, Resolve, 3, 4));
    }

    [Fact]
    public void Of_two_managers_one_is_heard()
    {
        var ask = new IssueCommand.TriageAsk("Which tap?") { Seen = 1 };
        Explained(Done(Ana, Escalate, 1, 2), Done(Mia, Accept, 3, 6), Refused(Cleo, ask, 4, 5, Mia, nameof(IssueEvent.TriageAccepted)));
        NotExplained(Done(Ana, Escalate, 1, 2), Done(Mia, Accept, 3, 6), Done(Cleo, Accept, 4, 5));
    }

    [Fact]
    public void A_stale_read_is_found()
    {
        NotExplained(Done(Ana, Celebrate, 1, 2), Saw(Ben, 3, 4, null, null));
        NotExplained(Done(Ana, Celebrate, 1, 9), Saw(Ben, 2, 3, Ana, nameof(IssueEvent.Celebrated)), Saw(Mia, 4, 5, null, null));
    }

    [Fact]
    public void A_lost_update_is_found() =>
        NotExplained(Done(Ana, Escalate, 1, 2), Done(Mia, Accept, 3, 6), Done(Ana, new IssueCommand.Undo(1), 4, 5), Saw(Ben, 7, 8, Mia, nameof(IssueEvent.TriageAccepted)));

    [Fact]
    public void Two_winners_are_found()
    {
        NotExplained(Done(Ana, Celebrate, 1, 4), Done(Ben, Fix, 2, 3));
        NotExplained(Refused(Ana, Celebrate, 1, 5, Ben), Refused(Ben, Fix, 2, 4, Ana), Done(Mia, Escalate, 3, 6));
    }

    [Fact]
    public void An_answer_from_the_future_is_found()
    {
        NotExplained(Refused(Ben, Celebrate, 1, 2, Ana), Done(Ana, Fix, 3, 4));
        NotExplained(Saw(Ben, 1, 2, Ana, nameof(IssueEvent.FixPlanned)), Done(Ana, Fix, 3, 4));
    }

    [Fact]
    public void The_wrong_winner_or_word_is_found()
    {
        NotExplained(Done(Ana, Fix, 1, 4), Refused(Ben, Celebrate, 2, 3, Mia));
        NotExplained(Done(Ana, Fix, 1, 4), Refused(Ben, Celebrate, 2, 3, Ana, nameof(IssueEvent.Celebrated)));
    }

    [Fact]
    public void A_hundred_at_once_are_no_burden()
    {
        var crowd = Enumerable.Range(0, 100).Select(i => i == 60 ? Done(Ana, Fix, i, 1_000 - i) : Refused(Ben, Celebrate, i, 1_000 - i, Ana));
        Explained([.. crowd]);
        NotExplained([.. crowd, Refused(Mia, Escalate, 3, 990, Ben)]);
    }

    private static void Explained(params Operation[] history) => Assert.Null(HistoryCheck.WhyNot(Model, history));

    private static void NotExplained(params Operation[] history) => Assert.NotNull(HistoryCheck.WhyNot(Model, history));
}
