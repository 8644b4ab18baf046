using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Cards.Views;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Cards.Writing;

/// <summary>Turns values into the words that people read: British English, short.</summary>
internal sealed class CardWriter(CardStrings strings, Instant now, CardRoom room, Func<CardView, JsonNode?> embed)
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Create("ddd d MMM", CultureInfo.InvariantCulture);
    private static readonly LocalDatePattern DayOfYearPattern = LocalDatePattern.Create("ddd d MMM yyyy", CultureInfo.InvariantCulture);
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.Create("HH:mm", CultureInfo.InvariantCulture);

    public CardRoom Room => room;

    public Instant Now => now;

    /// <summary>A form, drawn to stand inside another card; null where the platform embeds none.</summary>
    public JsonNode? Embed(CardView form) => embed(form);

    public string Say(Phrase phrase, params ReadOnlySpan<string> values) => strings.Say(phrase, values);

    /// <summary>"Tue 24 Nov"; with its year when that is another than now.</summary>
    public string Day(LocalDate date) => (date.Year == now.InUtc().Year ? DayPattern : DayOfYearPattern).Format(date);

    /// <summary>"Tue 24 Nov 09:12", in the team's zone: for what stays to be read on another day.</summary>
    public string Moment(Instant instant, FrontlineTeam team) => Moment(instant, team.TimeZone);

    /// <summary>The same in another zone: that of whoever decides, whose working day ends then.</summary>
    public string Moment(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone);
        return $"{Day(local.Date)} {TimePattern.Format(local.TimeOfDay)}";
    }

    /// <summary>"09:12", in the team's zone: where the day is said already.</summary>
    public static string Time(Instant instant, FrontlineTeam team) => TimePattern.Format(instant.InZone(team.TimeZone).TimeOfDay);

    /// <summary>"09:12", as clocks show it.</summary>
    public static string Time(LocalTime time) => TimePattern.Format(time);

    /// <summary>"today 09:12", in the team's zone: for what is read now and gone.</summary>
    public string MomentSeenNow(Instant instant, FrontlineTeam team)
    {
        var local = instant.InZone(team.TimeZone);
        var time = TimePattern.Format(local.TimeOfDay);
        return Period.DaysBetween(local.Date, now.InZone(team.TimeZone).Date) switch
        {
            0 => Say(Phrases.Lines.Today, time),
            1 => Say(Phrases.Lines.Yesterday, time),
            _ => Moment(instant, team),
        };
    }

    public bool IsPast(Instant instant) => instant < now;

    /// <summary>Whether the day is over in the team's zone.</summary>
    public bool IsPast(LocalDate day, FrontlineTeam team) => day < now.InZone(team.TimeZone).Date;

    /// <summary>Whether the day has not begun in the team's zone.</summary>
    public bool IsToCome(LocalDate day, FrontlineTeam team) => day > now.InZone(team.TimeZone).Date;

    /// <summary>How many midnights of the team lie between then and now; 0 or more.</summary>
    public int DaysSince(Instant then, FrontlineTeam team) => Math.Max(0, Period.DaysBetween(then.InZone(team.TimeZone).Date, now.InZone(team.TimeZone).Date));

    /// <summary>A date as forms take it.</summary>
    public static string FormDate(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Name(Actor actor) => DisplayText.Line(actor.Name, CardLengths.Name) is { Length: > 0 } name ? name : DisplayText.Line(actor.Id.User, CardLengths.Name);

    /// <summary>Among others, on one line.</summary>
    public static string ShortName(Actor actor) => DisplayText.Shorten(Name(actor), CardLengths.ShortName);

    /// <inheritdoc cref="ShortName(Actor)"/>
    public static string ShortName(FrontlineTeam team) => DisplayText.Shorten(Name(team), CardLengths.ShortName);

    public static string Name(FrontlineTeam team) => DisplayText.Line(team.Name, CardLengths.Name) is { Length: > 0 } name ? name : team.Id.Value;

    /// <summary>"3 of 10", "2 of 5 stars".</summary>
    public string Points(Score score)
    {
        var (value, max) = (Number(score.Value), Number(score.Scale.Max));
        var points = score.Scale.Min is 0 or 1 ? Say(Phrases.Scores.OutOf, value, max) : Say(Phrases.Scores.OnScale, value, Number(score.Scale.Min), max);
        return score.Metric == Metric.Stars ? Say(Phrases.Scores.Stars, points) : points;
    }

    /// <summary>What the score says of the customer; null for stars, which say it themselves.</summary>
    public string? Meaning(Score score) => (score.Metric, score.Sentiment) switch
    {
        (Metric.Stars, _) => null,
        (Metric.Csat, Sentiment.Detractor) => Say(Phrases.Scores.Dissatisfied),
        (Metric.Csat, Sentiment.Passive) => Say(Phrases.Scores.Neutral),
        (Metric.Csat, _) => Say(Phrases.Scores.Satisfied),
        (Metric.Ces, Sentiment.Detractor) => Say(Phrases.Scores.Hard),
        (Metric.Ces, Sentiment.Passive) => Say(Phrases.Scores.NeitherHardNorEasy),
        (Metric.Ces, _) => Say(Phrases.Scores.Easy),
        (_, Sentiment.Detractor) => Say(Phrases.Scores.Detractor),
        (_, Sentiment.Passive) => Say(Phrases.Scores.Passive),
        _ => Say(Phrases.Scores.Promoter),
    };

    public static string CapitalFirst(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"12 000": a whole number in groups of three, with spaces that do not break.</summary>
    public static string Grouped(double value)
    {
        var whole = Math.Round(value, MidpointRounding.AwayFromZero);
        return whole.ToString(Math.Abs(whole) < 1e15 ? "#,0" : "0.#e+0", CultureInfo.InvariantCulture).Replace(',', '\u00A0').Replace('-', '−');
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', '−');
}
