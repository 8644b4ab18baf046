using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using static HuddleBot.Core.Tests.Builders.AgendaBuilder;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>Which comments a huddle decides on: undecided, recent, a pattern before a one-off, a detractor before a passive; and it can say why.</summary>
public sealed class CommentChoiceTests
{
    [Fact]
    public void A_detractor_comes_before_a_passive_and_both_before_a_promoter() =>
        Assert.Equal(["angry", "lukewarm"], Chosen(new AgendaBuilder().Heard("glad", 9, "The welcome was warm.").Heard("lukewarm", 7, "Breakfast could be warmer.").Heard("angry", 2, "Our room smelled of smoke.")));

    [Fact]
    public void A_newer_comment_comes_before_an_older_one() =>
        Assert.Equal(["new", "old"], Chosen(new AgendaBuilder().Heard("old", 2, "The pillows are hard as stone.", 12).Heard("new", 2, "Our room smelled of smoke.", 1)));

    [Fact]
    public void A_pattern_comes_before_a_newer_one_off_and_says_what_is_shared_and_by_how_many()
    {
        var agenda = Showers().Heard("one-off", 2, "Our room smelled of smoke.", 1).Make();
        Assert.Equal([Id("shower-1"), Id("one-off")], agenda.Comments.Select(comment => comment.Issue));
        Assert.Equal((2, "showers"), (agenda.Comments[0].Others, agenda.Comments[0].SharedWords[0]));
        Assert.Equal((0, 0), (agenda.Comments[1].Others, agenda.Comments[1].SharedWords.Count));
    }

    [Fact]
    public void Both_comments_are_never_of_the_same_pattern() =>
        Assert.Equal(["shower-1", "other"], Chosen(Showers().Heard("other", 7, "The lift takes for ever.", 9)));

    [Fact]
    public void A_pattern_that_the_team_works_on_already_gives_way_to_one_that_nobody_does() =>
        Assert.Equal("queue-1", Chosen(Showers(AgendaBuilder.Fixing).Heard("queue-1", 2, "The queue at breakfast, forty minutes of it.", 3).Heard("queue-2", 3, "Endless queue at breakfast.", 4))[0]);

    [Fact]
    public void What_is_decided_is_not_asked_again() =>
        Assert.Equal(["open"], Chosen(new AgendaBuilder().Heard("fixing", 1, "The tap drips.", state: Fixing).Heard("dismissed", 1, "Rain again.", state: new IssueState.NotActionable(Given.Ana, null)).Heard("open", 6, "The tap drips all night.", 20)));

    [Fact]
    public void What_was_left_undecided_in_two_of_the_last_three_huddles_rests_and_comes_back()
    {
        var two = new AgendaBuilder().Heard("smoke", 2, "Our room smelled of smoke.").Huddle(["smoke"]).Huddle(["smoke"]).Huddle();
        Assert.Empty(Chosen(two));
        var rested = new AgendaBuilder().Heard("smoke", 2, "Our room smelled of smoke.").Huddle().Huddle().Huddle(["smoke"]).Huddle(["smoke"]);
        Assert.Equal(["smoke"], Chosen(rested));
    }

    [Fact]
    public void What_was_not_told_yet_comes_before_what_was() =>
        Assert.Equal(["new", "told"], Chosen(new AgendaBuilder().Heard("told", 2, "Our room smelled of smoke.", 2).Heard("new", 2, "The pillows are hard as stone.", 4).Huddle(["told"])));

    [Fact]
    public void Comments_without_words_are_no_candidates() =>
        Assert.Empty(Chosen(new AgendaBuilder().Heard("none", 1, null).Heard("signs", 2, "!!! 👎👎").Heard("number", 3, "0/10")));

    [Fact]
    public void Promoters_are_decided_on_only_if_there_is_nothing_else()
    {
        var alone = new AgendaBuilder { Parts = [AgendaPart.Comments] }.Heard("glad", 9, "Nice, but the towels are thin.");
        Assert.Equal(["glad"], Chosen(alone));
        Assert.Equal(["lukewarm"], Chosen(alone.Heard("lukewarm", 7, "The key card failed twice.")));
    }

    [Fact]
    public void The_praise_of_the_same_huddle_is_not_decided_on_as_well()
    {
        var agenda = new AgendaBuilder().Heard("glad", 10, "Maria at the desk found my lost passport.", 0.5).Make();
        Assert.Equal((Id("glad"), 0), (agenda.Praise, agenda.Comments.Count));
    }

    [Fact]
    public void What_a_member_raised_and_what_came_without_a_score_can_be_decided_on_too() =>
        Assert.Equal(["raised", "unscored"], Chosen(new AgendaBuilder().Raised("raised", "The till freezes every evening.").Heard("unscored", null, "Where is the bus stop?", 3)));

    [Fact]
    public void The_same_material_gives_the_same_choice_in_whatever_order_it_is_read()
    {
        var (one, other) = (Showers().Heard("x", 2, "Our room smelled of smoke."), new AgendaBuilder().Heard("x", 2, "Our room smelled of smoke."));
        foreach (var id in (string[])["3", "2", "1"]) other.Heard("shower-" + id, Shower[id].Score, Shower[id].Words, Shower[id].DaysAgo);
        Assert.Equal(Chosen(one), Chosen(other.Older(null, Background)));
    }

    [Fact]
    public void Accents_case_and_a_plural_make_no_other_word()
    {
        var agenda = new AgendaBuilder().Heard("a", 2, "Les SERVIETTES étaient sales.", 1).Heard("b", 3, "Une serviette sale, déjà utilisée.", 2).Heard("c", 1, "La serviette sentait mauvais.", 3).Make();
        Assert.Equal((Id("a"), 2, "SERVIETTES"), (agenda.Comments[0].Issue, agenda.Comments[0].Others, agenda.Comments[0].SharedWords[0]));
    }

    [Theory]
    [InlineData("洗手间很脏，没有纸。", "候机室的洗手间太脏了！", "孩子不敢用洗手间。", "洗手间")]
    [InlineData("シャワーのお湯が出ない。", "シャワーが冷たい。", "シャワー室が汚い。", "シャワー")]
    [InlineData("Душ был холодный и грязный.", "В номере сломан душ, вода ледяная.", "Опять сломан душ.", "Душ")]
    public void Patterns_are_seen_in_every_language_that_has_letters(string first, string second, string third, string word)
    {
        var agenda = new AgendaBuilder().Heard("a", 2, first, 1).Heard("b", 3, second, 2).Heard("c", 1, third, 3).Make();
        Assert.Equal((Id("a"), 2), (agenda.Comments[0].Issue, agenda.Comments[0].Others));
        Assert.Contains(word, agenda.Comments[0].SharedWords);
    }

    [Fact]
    public void Half_a_character_and_an_endless_word_do_no_harm()
    {
        var agenda = new AgendaBuilder().Heard("half", 2, "Towels \ud83d wet \udc00").Heard("long", 1, new string('a', 20_000)).Make();
        Assert.Equal(2, agenda.Comments.Count);
    }

    [Fact]
    public void Small_words_that_everybody_uses_are_never_the_pattern()
    {
        var agenda = new AgendaBuilder { Parts = [AgendaPart.Comments] }
            .Older(3, Background).Older(9, Background).Heard("a", 2, "There was a stain on the carpet.", 1).Heard("b", 3, "There was a hole in the curtain.", 2).Heard("c", 3, "There was a crack in the mirror.", 3).Make();
        Assert.All(agenda.Comments, comment => Assert.Equal(0, comment.Others));
    }

    private static readonly string[] Background =
    [
        "There was a long wait at the desk.", "The room was clean and there was a good view.", "There was nobody at the bar.", "We had a good time and the staff was kind.",
        "The food was fine, the coffee was not.", "There was too much noise from the street.", "The bed was soft and the pillow too.", "It was a good stay, there was nothing to complain about.",
        "The internet was slow in the evening.", "There was no kettle.", "A window was broken.", "The car park was full when we came.",
    ];

    private static readonly Dictionary<string, (int Score, string Words, double DaysAgo)> Shower = new(StringComparer.Ordinal)
    {
        ["1"] = (2, "Both showers were cold, and the drain was blocked.", 3),
        ["2"] = (3, "No hot water in the shower.", 6),
        ["3"] = (5, "I waited for a shower, which was dirty.", 8),
    };

    private static AgendaBuilder Showers(IssueState? last = null)
    {
        var builder = new AgendaBuilder().Older(null, Background);
        foreach (var (id, (score, words, daysAgo)) in Shower) builder.Heard("shower-" + id, score, words, daysAgo, id == "3" ? last : null);
        return builder;
    }

    private static string[] Chosen(AgendaBuilder builder)
    {
        string[] names = ["angry", "lukewarm", "glad", "new", "old", "one-off", "shower-1", "shower-2", "shower-3", "other", "queue-1", "queue-2", "open", "fixing", "dismissed", "smoke", "told", "raised", "unscored", "x"];
        return [.. builder.Make().Comments.Select(comment => names.Single(name => Id(name) == comment.Issue))];
    }
}
