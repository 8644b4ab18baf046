using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Huddles;
using NodaTime;
using static HuddleBot.Tests.Issues.TriageScene;

namespace HuddleBot.Tests.Issues;

/// <summary>
/// A manager's question, answered by simply writing in its thread: the first words after it · of somebody else than who asked · once · changed until the manager decides.
/// Not: words from before, words in another thread, a huddle's thread, a gathered thread in which nobody knows which question is meant.
/// </summary>
public sealed class ThreadAnswerTests
{
    private static readonly IssueCommand Ask = new IssueCommand.TriageAsk("Which tap?");

    [Fact]
    public async Task The_first_words_after_the_question_are_the_answer_and_later_ones_are_theirs()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);

        Assert.True(await scene.HearAsync(scene.CardOf(), Ana, "a1", " The one in room 12. "));
        Assert.False(await scene.HearAsync(scene.CardOf(), Ben, "b1", "Or was it 13?"));

        var escalation = await scene.EscalationAsync(issue);
        Assert.Equal((new TriageState.Waiting(), "The one in room 12.", Ana.Id), (escalation.Triage, escalation.Exchange!.Answer, escalation.Exchange.AnsweredBy!.Id));
        Assert.Equal(scene.Team.Channel, (await scene.IssueAsync(issue)).LastEvent!.By.From);
        Assert.Equal(["QuestionAnswered"], scene.ToldBelow(scene.ManagersCard));
    }

    [Fact]
    public async Task The_same_message_again_is_the_same_answer()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);
        Assert.True(await scene.HearAsync(scene.CardOf(), Ana, "a1", "The one in room 12."));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageAsk("Hot or cold?"));

        Assert.True(await scene.HearAsync(scene.CardOf(), Ana, "a1", "The one in room 12."));
        Assert.IsType<TriageState.Asked>((await scene.EscalationAsync(issue)).Triage);
        Assert.True(await scene.HearAsync(scene.CardOf(), Ana, "a2", "Hot."));
        Assert.Equal("Hot.", (await scene.EscalationAsync(issue)).Exchange!.Answer);
    }

    [Fact]
    public async Task What_was_written_before_the_question_or_says_nothing_is_no_answer()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        Assert.False(await scene.HearAsync(scene.CardOf(), Ana, "a0", "It drips all night."));
        await scene.DoAsync(issue, Mia, Ask);

        Assert.False(await scene.HearAsync(scene.CardOf(), Ana, "a1", "It still drips.", "2026-11-23T10:00Z"));
        Assert.False(await scene.HearAsync(scene.CardOf(), Ana, "a2", " "));
        Assert.IsType<TriageState.Asked>((await scene.EscalationAsync(issue)).Triage);
    }

    [Fact]
    public async Task Who_asks_goes_on_asking_and_who_is_not_in_the_channel_is_not_heard()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);

        Assert.False(await scene.HearAsync(scene.CardOf(), Mia, "m1", "I mean, in which room?"));
        Assert.False(await scene.HearAsync(scene.CardOf(), Finn, "f1", "In all of them."));
        Assert.True(await scene.HearAsync(scene.CardOf(), Zoe, "z1", "In room 12."));
    }

    [Fact]
    public async Task Changed_words_change_the_answer_until_the_manager_decides()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);
        await scene.HearAsync(scene.CardOf(), Ana, "a1", "Room 21.");

        Assert.True(await ChangeAsync(scene, "a1", "Room 12.", 2));
        Assert.False(await ChangeAsync(scene, "a1", "Room 11.", 1));
        Assert.False(await ChangeAsync(scene, "a9", "Room 13.", 3));
        Assert.Equal("Room 12.", (await scene.EscalationAsync(issue)).Exchange!.Answer);

        await scene.DoAsync(issue, Mia, new IssueCommand.TriageAccept(null, Priority.Normal, null));
        Assert.False(await ChangeAsync(scene, "a1", "Room 14.", 4));
        Assert.Equal("Room 12.", (await scene.EscalationAsync(issue)).Exchange!.Answer);
    }

    [Fact]
    public async Task The_thread_of_a_huddle_in_which_the_card_stands_too_is_the_huddles()
    {
        using var scene = new TriageScene();
        scene.Scene.Time.Now = HuddleScene.At("2026-11-23T08:00Z");
        var issue = await scene.AskedForAsync();
        scene.Scene.Agenda = Agenda.Empty with { Parts = [AgendaPart.Comments], Comments = [new(issue, [], 0)] };
        foreach (var at in new[] { "2026-11-23T08:15Z", "2026-11-23T09:15Z" }) await scene.Scene.TickAsync(at);
        var huddle = scene.Scene.OfHuddle("huddle").Single();
        await scene.DoAsync(issue, Mia, Ask);

        await scene.Scene.HearAsync(huddle.Id, Ben, "b1", "I had the night shift.");
        Assert.False(await scene.HearAsync(huddle, Ben, "b1", "I had the night shift."));
        Assert.IsType<TriageState.Asked>((await scene.EscalationAsync(issue)).Triage);
        Assert.True(await scene.HearAsync(scene.CardOf(), Ana, "a1", "Room 12."));
    }

    [Fact]
    public async Task A_question_that_was_answered_by_the_form_takes_no_words_from_the_thread()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);
        await scene.DoAsync(issue, Ben, new IssueCommand.AnswerQuestion("Room 12."));
        Assert.False(await scene.HearAsync(scene.CardOf(), Ana, "a1", "Room 13."));
        Assert.Equal("Room 12.", (await scene.EscalationAsync(issue)).Exchange!.Answer);
    }

    [Fact]
    public async Task Of_two_who_write_at_once_one_answers()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);
        var (card, now) = (scene.CardOf(), scene.Scene.Time.Now);

        var heard = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => scene.Scene.Issues.HearAsync(scene.Team.Channel, card.Id, number % 2 == 0 ? Ana : Ben, $"w{number}", $"Room {number}.", now, CancellationToken.None))));
        Assert.Equal(1, heard.Count(one => one));
        Assert.Equal(3 + 1, (await scene.IssueAsync(issue)).Version);
    }

    [Fact]
    public async Task Where_two_questions_wait_below_one_message_words_answer_neither_until_one_is_left()
    {
        using var scene = new TriageScene();
        var (tap, lamp) = (await scene.AskedForAsync(), await scene.AskedForAsync("The lamp flickers."));
        foreach (var issue in new[] { tap, lamp }) await scene.DoAsync(issue, Mia, Ask);

        // As below a gathered message.
        TableEntity thread = new(TeamRows.PartitionOf(tap.Team), TeamRows.ThreadRow(scene.CardOf().Id)) { ["Issues"] = $"{tap} {lamp}" };
        await scene.Store.SubmitTransactionAsync([TableTransactionAction.Upsert(thread)], CancellationToken.None);

        Assert.False(await scene.HearAsync(scene.CardOf(), Ana, "a1", "Room 12."));
        await scene.DoAsync(tap, Ana, new IssueCommand.AnswerQuestion("Room 12."));
        Assert.True(await scene.HearAsync(scene.CardOf(), Ana, "a2", "Room 14."));
        Assert.Equal("Room 14.", (await scene.EscalationAsync(lamp)).Exchange!.Answer);
    }

    private static Task<bool> ChangeAsync(TriageScene scene, string message, string words, int minutes) => scene.Scene.Issues.HearChangeAsync(
        scene.Team.Channel, scene.CardOf().Id, Ana, message, words, HuddleScene.At("2026-11-23T11:00Z") + Duration.FromMinutes(minutes), CancellationToken.None);
}
