using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.AgendaBuilder;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>One comment that praises: from since the last huddle, concrete, short enough to be read aloud, never the same twice.</summary>
public sealed class PraiseChoiceTests
{
    [Fact]
    public void Only_a_promoter_praises() => Assert.Null(Praise(new AgendaBuilder().Heard("passive", 8, "Maria was kind.", 0.5).Heard("unscored", null, "Maria was kind.", 0.5)));

    [Fact]
    public void What_came_since_the_last_huddle_goes_before_what_came_earlier_in_the_week() =>
        Assert.Equal(Id("fresh"), Praise(new AgendaBuilder().Heard("earlier", 10, "Maria at the desk found my lost passport within minutes.", 3).Heard("fresh", 9, "We liked it very much, thank you.", 0.5)));

    [Fact]
    public void Without_anything_new_the_last_week_has_it() =>
        Assert.Equal(Id("earlier"), Praise(new AgendaBuilder().Heard("earlier", 10, "Maria at the desk found my lost passport.", 6.9).Heard("old", 10, "Ben carried all our bags.", 7.1)));

    [Fact]
    public void A_team_that_has_not_met_for_longer_than_a_week_hears_of_all_that_time() =>
        Assert.Equal(Id("old"), Praise(new AgendaBuilder { Since = Given.Now - Duration.FromDays(20) }.Heard("old", 10, "Ben carried all our bags.", 19)));

    [Fact]
    public void The_same_praise_never_comes_twice()
    {
        var builder = new AgendaBuilder().Heard("one", 10, "Maria at the desk found my lost passport.", 0.5).Huddle(praise: "one");
        Assert.Null(Praise(builder));
    }

    [Fact]
    public void What_names_something_goes_before_what_only_says_that_it_was_good() =>
        Assert.Equal(Id("concrete"), Praise(new AgendaBuilder().Older(10, "Very good.", "All was very good.", "Good, very good stay.", "We had a very good time.").Heard("plain", 10, "It was all very good, we had a very good stay.", 0.5)
            .Heard("concrete", 10, "Maria at the desk found my lost passport.", 0.6)));

    [Fact]
    public void What_can_be_read_aloud_goes_before_what_takes_a_minute()
    {
        var tale = string.Join(' ', Enumerable.Repeat("The breakfast buffet had fresh bread, ripe fruit, eggs as you like them and hot porridge.", 5));
        Assert.Equal(Id("short"), Praise(new AgendaBuilder().Heard("long", 10, tale, 0.5).Heard("short", 10, "Fresh bread and ripe fruit at breakfast.", 0.6)));
        Assert.Null(Praise(new AgendaBuilder().Heard("endless", 10, tale + tale, 0.5)));
    }

    [Fact]
    public void What_the_team_is_mending_is_no_praise_and_what_it_celebrated_is()
    {
        var builder = new AgendaBuilder().Heard("mending", 9, "Lovely stay, but the lift stopped twice with us.", 0.5, Fixing);
        Assert.Null(Praise(builder));
        Assert.Equal(Id("celebrated"), Praise(builder.Heard("celebrated", 9, "Ben carried all our bags.", 0.5, new IssueState.Celebrated(Given.Ana, null))));
    }

    [Fact]
    public void A_complaint_that_came_with_a_high_score_is_not_held_up_as_praise()
    {
        var builder = new AgendaBuilder();
        for (var i = 0; i < 12; i++) builder.Older(2, $"Dirty towels, rude answers, stale bread, room {i}.").Older(10, $"Clean room, warm welcome, fresh bread, friend {i}.");
        Assert.Null(Praise(builder.Heard("slip", 10, "Dirty towels and rude answers, the bread was stale.", 0.5)));
        Assert.Equal(Id("meant"), Praise(builder.Heard("meant", 10, "What a warm welcome, a clean room and fresh bread.", 0.5)));
    }

    private static IssueId? Praise(AgendaBuilder builder) => builder.Make().Praise;
}
