using HuddleBot.Core.Feedback;
using HuddleBot.Feedback;
using HuddleBot.Feedback.Files;
using HuddleBot.Feedback.Reading;
using NodaTime;

namespace HuddleBot.Benchmarks.Replay;

/// <summary>Real reviews of airport lounges, read as the bot reads a file of its source; the file itself is never part of the repository.</summary>
internal static class LoungeReviews
{
    private const string Source = "lounge";
    private static readonly Instant Now = Instant.FromUtc(2015, 12, 31, 0, 0);

    /// <summary>What a company may ask: the same reviews give three different scores.</summary>
    public static readonly IReadOnlyList<(string Name, MappingOptions Mapping)> Questions =
    [
        ("CSAT, top boxes of the overall rating", Mapped("=csat", "overall_rating", "=1-5", "=1-10")),
        ("stars, mean of the overall rating", Mapped("=stars", "overall_rating", "=1-5", "=1-10")),
        ("recommended, yes or no", Mapped("=csat", "recommended", "=0-1", "=0-1")),
    ];

    /// <returns>The responses in the order of their dates, and how many rows could not be read.</returns>
    public static async Task<(IReadOnlyList<Response> Read, int Refused)> ReadAsync(string path, MappingOptions mapping)
    {
        var source = new FeedbackSources(new() { Sources = { [Source] = new() { Format = "csv", Mapping = mapping } } }).Find(Source)!;
        var (file, refusal) = await FeedbackFile.OpenAsync(path, source, CancellationToken.None);
        if (file is null) throw new ArgumentException(refusal, nameof(path));
        var (read, refused) = (new Dictionary<string, Response>(StringComparer.Ordinal), 0);
        await foreach (var item in file.ReadAsync(CancellationToken.None))
        {
            if (source.Format.Read(source.Name, item, Now) is ReadResponse.Read { Response: var response }) read[response.Id] = response;
            else refused++;
        }

        return ([.. read.Values.OrderBy(response => response.AnsweredAt).ThenBy(response => response.Id, StringComparer.Ordinal)], refused);
    }

    private static MappingOptions Mapped(string metric, string score, string scale, string laterScale) => new()
    {
        Metric = metric,
        Score = score,
        Scale = scale,
        ScaleFrom = { ["2015-06-09"] = laterScale },
        Comment = "content",
        AnsweredAt = "date",
        Customer = new() { Name = "author" },
        Attributes = { ["airport"] = "airport", ["airline"] = "airline_name" },
    };
}
