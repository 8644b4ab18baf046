using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using static HuddleBot.Core.Tests.Builders.AgendaBuilder;

namespace HuddleBot.Core.Tests.Huddles;

public sealed class AgendaDeciderTests
{
    private static readonly string[] Bank = [.. Enumerable.Range(1, 60).Select(number => $"Question {number}?")];

    [Fact]
    public void Only_parts_that_have_something_to_say_are_there_in_the_teams_order()
    {
        var builder = new AgendaBuilder { Parts = [AgendaPart.Question, AgendaPart.Answers, AgendaPart.Comments, AgendaPart.Promises], Questions = Bank, Promises = [Id("p")] };
        Assert.Equal([AgendaPart.Question, AgendaPart.Comments, AgendaPart.Promises], builder.Heard("c", 2, "The tap drips.").Make().Parts);
    }

    [Fact]
    public void What_is_switched_off_is_not_on_the_agenda()
    {
        var agenda = new AgendaBuilder { Parts = [AgendaPart.Score], Questions = Bank, Promises = [Id("p")] }.Heard("c", 2, "The tap drips.").Heard("d", 10, "Ben carried our bags.", 0.1)
            .Answered("a", ManagersWord.Resolved, 0.5).Make();
        Assert.True(agenda.IsEmpty);
        Assert.Empty(agenda.Parts);
        Assert.Null(agenda.Question);
    }

    [Fact]
    public void Promises_keep_their_order_and_what_there_is_no_room_for_is_counted()
    {
        var agenda = new AgendaBuilder { Promises = [.. Enumerable.Range(1, 5).Select(number => Id($"p{number}"))] }.Make();
        Assert.Equal([Id("p1"), Id("p2"), Id("p3")], agenda.Promises);
        Assert.Equal(2, agenda.MorePromises);
    }

    [Fact]
    public void A_team_that_heard_nothing_has_an_empty_agenda() => Assert.True(new AgendaBuilder { Questions = Bank }.Make().IsEmpty);

    [Fact]
    public void What_was_settled_goes_before_what_was_only_accepted() =>
        Assert.Equal([Id("resolved"), Id("declined")], new AgendaBuilder().Answered("accepted", ManagersWord.Accepted, 0.1).Answered("declined", ManagersWord.Declined, 0.2).Answered("resolved", ManagersWord.Resolved, 0.3).Make().Answers);

    [Fact]
    public void What_the_team_has_to_do_goes_before_what_it_only_hears()
    {
        var agenda = new AgendaBuilder().Answered("accepted", ManagersWord.Accepted, 0.4).Answered("asked", ManagersWord.Asked, 0.3).Answered("returned", ManagersWord.Returned, 0.2);
        Assert.Equal([Id("returned"), Id("asked")], agenda.Make().Answers);
        Assert.Equal([Id("resolved"), Id("returned")], agenda.Answered("resolved", ManagersWord.Resolved, 0.1).Make().Answers);
    }

    [Fact]
    public void An_answer_from_before_the_last_huddle_is_old_news_unless_that_had_no_room_for_it()
    {
        var seen = new AgendaBuilder().Answered("one", ManagersWord.Resolved, 1.5).Huddle();
        Assert.Empty(seen.Make().Answers);
        var full = new AgendaBuilder().Answered("third", ManagersWord.Resolved, 1.5).Huddle(answers: ["first", "second"]);
        Assert.Equal([Id("third")], full.Make().Answers);
    }

    [Fact]
    public void An_answer_is_told_once_and_a_second_word_on_it_once_more()
    {
        var told = new AgendaBuilder { Since = Given.Now - NodaTime.Duration.FromDays(7) }.Answered("one", ManagersWord.Accepted, 2).Huddle(answers: ["one"]);
        Assert.Empty(told.Make().Answers);
        Assert.Equal([Id("one")], told.Answered("one", ManagersWord.Resolved, 0.5).Make().Answers);
    }

    [Fact]
    public void Every_question_comes_once_before_any_comes_again()
    {
        var first = Enumerable.Range(0, 60).Select(number => Question(number)).ToList();
        Assert.Equal(60, first.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(first, Enumerable.Range(60, 60).Select(number => Question(number)));
    }

    [Fact]
    public void Teams_start_at_different_questions() =>
        Assert.InRange(Enumerable.Range(0, 60).Select(number => Question(0, $"team-{number}")).Distinct(StringComparer.Ordinal).Count(), 25, 60);

    private static string? Question(int number, string team = "front-desk") => new AgendaBuilder { Questions = Bank, Number = number, Team = new TeamId(team) }.Make().Question;
}
