using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Tests.Builders;

namespace HuddleBot.Core.Tests.Scores;

/// <summary>Which names are one series: whatever routing takes for the same; other spacing within. Nothing else.</summary>
public sealed class SeriesPartTests
{
    private const string Letters = "abzABZ019-_ éÉßſıİǰüÜñøåÅÅçğžşđơựộẹœæ\u0301\u0308\u030C\u0323\u0345 αΑάΆςσΣᾳ яЯйЙёЁ אب أ ガがﾜ 한글 李 KK\t\u00A0\u2003";

    private static readonly Gen<string> Name = Gen.Choose(0, 8).SelectMany(length => Gen.ArrayOf(Gen.Elements<char>([.. Letters]), length))
        .Select(letters => new string(letters));

    [Fact]
    public void What_routing_takes_for_the_same_is_one_series()
    {
        var spelledAnew = from name in Name from upper in Gen.ArrayOf(Gen.Elements(true, false), name.Length) from before in Space from after in Space select (Name: name, Other: before + InCases(name, upper) + after);
        Prop.ForAll(spelledAnew.ToArbitrary(), pair => !IsRouted(pair.Name, pair.Other) || (Touchpoint(pair.Name) == Touchpoint(pair.Other) && KeyOf(pair.Name) == KeyOf(pair.Other)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        Assert.True(IsRouted("Check-in é я σ", "  CHECK-IN É Я Σ "));
    }

    [Fact]
    public void Names_are_one_series_only_where_they_differ_in_case_or_space()
    {
        var plain = Gen.Choose(1, 5).SelectMany(length => Gen.ArrayOf(Gen.Elements('a', 'A', 'b', 'B', ' '), length)).Select(letters => new string(letters));
        Prop.ForAll((from one in plain from other in plain select (one, other)).ToArbitrary(), pair =>
                (Touchpoint(pair.one) == Touchpoint(pair.other)) == (Plain(pair.one) == Plain(pair.other)) && (Touchpoint(pair.one) == Touchpoint(pair.other)) == (KeyOf(pair.one) == KeyOf(pair.other)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        static string Plain(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
    }

    [Fact]
    public void Equality_is_an_equivalence_that_hashes_agree_with() => Prop.ForAll((from one in Name from other in Name select (one, other)).ToArbitrary(), pair =>
    {
        var (one, other) = (Touchpoint(pair.one), Touchpoint(pair.other));
        return one == Touchpoint(pair.one) && one == other == (other == one) && (one != other || one.GetHashCode() == other.GetHashCode());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Runs_of_space_of_any_kind_are_one_space()
    {
        Assert.Equal(Touchpoint("Check in"), Touchpoint("check\u00A0 IN"));
        Assert.Equal(KeyOf("Check in"), KeyOf("check\u00A0 IN"));
    }

    [Theory]
    [InlineData("Café", "Cafe")]
    [InlineData("Café", "Cafe\u0301")]
    [InlineData("Check-in", "Check in")]
    [InlineData("Check in", "Checkin")]
    [InlineData("ハ", "バ")]
    public void An_accent_and_how_it_is_written_a_hyphen_and_a_space_count(string one, string other) => Assert.NotEqual(Touchpoint(one), Touchpoint(other));

    [Fact]
    public void A_touchpoint_a_segment_and_the_whole_are_never_one()
    {
        Assert.NotEqual<SeriesPart>(new SeriesPart.Touchpoint("gate"), new SeriesPart.Segment("gate"));
        Assert.NotEqual<SeriesPart>(new SeriesPart.Touchpoint(""), new SeriesPart.Whole());
        Assert.Equal("Gate", new SeriesPart.Touchpoint("Gate").Name);
    }

    private static Gen<string> Space => Gen.Elements("", " ", "\t", "\u00A0 ");

    private static SeriesPart Touchpoint(string name) => new SeriesPart.Touchpoint(name);

    private static string KeyOf(string name) => new SeriesId(Metric.Nps, null, Touchpoint(name)).Key;

    private static string InCases(string name, bool[] upper) =>
        string.Concat(name.Zip(upper, (letter, isUpper) => isUpper ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));

    private static bool IsRouted(string route, string touchpoint) => Routing.TeamOf(
        Given.Response() with { Touchpoint = touchpoint }, [Given.FrontDesk with { Routes = [new(null, Response.TouchpointAttribute, route)] }]) is not null;
}
