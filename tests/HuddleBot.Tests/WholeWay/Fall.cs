using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Parity;
using NodaTime;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Feedback of a team whose score falls, from a Tuesday in November on: sixty days of NPS 20, then of −60.</summary>
/// <param name="isSent">By the survey tool, signed; else as if imported, so that no single answer has a card.</param>
internal sealed class Fall(ITeamPlace place, bool isSent = false)
{
    public const string Words = "The lift is slow.";
    public const string FellTitle = "NPS has fallen since Tue 17 Nov";

    private static readonly string[] Comments = [Words, "Nobody came.", "It was cold all night."];
    private static readonly LocalDate Tuesday = new(2026, 11, 17);
    private readonly TestTime time = (TestTime)place.Hotel.Time;

    private TeamId Team => new(place.Team == Hotel.Spa ? Hotel.Spa : Hotel.FrontDesk);

    /// <summary>The clock stands at Monday 23 November, noon; afterwards at the next morning.</summary>
    public async Task HappenAsync()
    {
        for (var day = Tuesday.PlusDays(-60); day < Tuesday; day = day.PlusDays(1)) await TakeAsync(day, 3, 2, 5);
        for (var day = Tuesday; day <= new LocalDate(2026, 11, 22); day = day.PlusDays(1)) await TakeAsync(day, 7, 2, 1);
        time.Skip(TimeSpan.FromHours(20.5));
        await LookedAtAsync(new(2026, 11, 22));
    }

    /// <summary>Two weeks as they were before.</summary>
    public async Task EndAsync()
    {
        var (first, last) = (new LocalDate(2026, 11, 23), new LocalDate(2026, 12, 6));
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            await TakeAsync(day, 6, 4, 10);
            time.Skip(TimeSpan.FromDays(1));
            await LookedAtAsync(day);
        }
    }

    private async Task TakeAsync(LocalDate day, int detractors, int passives, int promoters)
    {
        var answers = Enumerable.Range(0, detractors + passives + promoters).Select(number => (
            Id: $"{day:uuuu-MM-dd}-{number}", Score: number < detractors ? 2 : number < detractors + passives ? 8 : 10, Comment: number < detractors ? Comments[number % Comments.Length] : null,
            At: (day + new LocalTime(6, number)).InUtc().ToInstant())).ToList();
        if (isSent) await place.Hotel.SendAsync([.. answers.Select(one => Sent(one.Id, one.Score, one.Comment, one.At))]);
        else await place.Hotel.Intake.AcceptAsync("survey", [.. answers.Select(one => new ReadResponse.Read(Read(one.Id, one.Score, one.Comment, one.At)))], PostChoice.None, CancellationToken.None);
    }

    private string Area => place.Team == Hotel.Spa ? Hotel.Spa : "front desk";

    private JsonObject Sent(string id, int score, string? comment, Instant at)
    {
        var response = Hotel.Response(id, score, comment, Area);
        response["answeredAt"] = at.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);
        return response;
    }

    private Response Read(string id, int score, string? comment, Instant at) => new(
        "survey", id, Score.Create(Metric.Nps, score, Score.DefaultScale(Metric.Nps)!.Value).Score, comment, at, null, null, null, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["area"] = Area });

    private Task LookedAtAsync(LocalDate day) => Hotel.UntilAsync(async () =>
        (await place.Hotel.Store.GetAsync(TeamRows.PartitionOf(Team), TeamRows.DropWatch, CancellationToken.None))?.GetString("Through") is { } through
        && string.CompareOrdinal(through, $"{day:uuuu-MM-dd}") >= 0);
}
