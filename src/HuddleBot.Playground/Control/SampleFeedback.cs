using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HuddleBot.Playground.Control;

/// <summary>A comment of the sample file.</summary>
internal sealed record SampleComment(string Id, int Score, string Comment, string Language, string Touchpoint, string Hotel, string Area, SampleCustomer? Customer = null);

/// <summary>An invented guest who wants to be called back; phone numbers are those that are kept for fiction.</summary>
/// <param name="AnnualValue">What their stays are worth a year; null: not known.</param>
internal sealed record SampleCustomer(string Name, string Email, string Phone, decimal? AnnualValue = null);

/// <summary>Where the sample comments are to appear.</summary>
internal interface ISampleStage
{
    /// <summary>The bot's webhook; null: nobody knows where the bot is.</summary>
    Uri? FeedbackUrl { get; }

    string FeedbackSecret { get; }

    TimeProvider TimeProvider { get; }

    /// <summary>The area of the comments that belong into a channel; null: there is no such channel.</summary>
    string? AreaOf(string channel);

    /// <summary>What the bot's teams file calls the area here.</summary>
    string AttributeOf(string area);

    /// <summary>How many messages of the bot show these words.</summary>
    int TimesShown(string words);
}

/// <summary>Plays the survey tool: sends sample comments to the bot's webhook, signed as Standard Webhooks says.</summary>
internal sealed class SampleFeedback(ISampleStage stage)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Lazy<List<SampleComment>> comments = new(Load);
    private readonly Dictionary<string, int> sent = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    // The bot remembers the ids of an earlier start; its comments are new all the same.
    private readonly string start = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <param name="team">A channel's id or name, which is the area of the comments; null or unknown: any.</param>
    public async Task<object> SendAsync(string? team, int count)
    {
        if (stage.FeedbackUrl is not { } url) return new { ok = false, error = "The Playground does not know where the bot is." };
        var accepted = 0;
        foreach (var comment in Next(AreaOf(team), Math.Clamp(count, 1, 40)))
        {
            if (await PostAsync(url, comment) is { } error) return new { ok = false, error, sent = accepted };
            accepted++;
        }

        return new { ok = true, error = (string?)null, sent = accepted };
    }

    public static byte[] KeyOf(string secret) =>
        secret.StartsWith("whsec_", StringComparison.Ordinal) ? Convert.FromBase64String(secret["whsec_".Length..]) : Encoding.UTF8.GetBytes(secret);

    private string? AreaOf(string? team)
    {
        if (team is null) return null;
        var area = stage.AreaOf(team) ?? team;
        return comments.Value.Any(comment => comment.Area == area) ? area : null;
    }

    /// <summary>The next comments in the file's order, after those that the channels show from an earlier start; when all were sent, again from the start. Each under a new id.</summary>
    private List<(string Id, SampleComment Comment)> Next(string? area, int count)
    {
        lock (gate)
        {
            var fitting = comments.Value.Where(comment => area is null || comment.Area == area).ToList();
            foreach (var comment in fitting) sent.TryAdd(comment.Id, stage.TimesShown(comment.Comment));
            return [.. Enumerable.Range(0, count).Select(_ =>
            {
                var comment = fitting.MinBy(candidate => sent[candidate.Id])!;
                return ($"{comment.Id}-{start}-{++sent[comment.Id]}", comment);
            })];
        }
    }

    private async Task<string?> PostAsync(Uri url, (string Id, SampleComment Comment) item)
    {
        var now = stage.TimeProvider.GetUtcNow();
        var (id, comment) = item;
        var body = JsonSerializer.Serialize(
            new
            {
                id, metric = "nps", comment.Score, scale = new[] { 0, 10 }, comment = comment.Comment, answeredAt = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), comment.Touchpoint,
                comment.Language, attributes = new { comment.Hotel, area = stage.AttributeOf(comment.Area) }, customer = CustomerOf(id, comment),
            },
            ControlJson.Options);
        var (messageId, timestamp) = ($"msg_{Guid.NewGuid():N}", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(KeyOf(stage.FeedbackSecret), Encoding.UTF8.GetBytes($"{messageId}.{timestamp}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{signature}");
        try
        {
            using var answer = await Http.SendAsync(request);
            return answer.StatusCode is HttpStatusCode.Accepted ? null : $"The bot answered {(int)answer.StatusCode} to a comment.";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return "The bot does not answer.";
        }
    }

    /// <summary>Each time somebody else, by address and extension: what one customer writes again would be told in the thread of their first comment instead of making a card.</summary>
    private object? CustomerOf(string id, SampleComment comment)
    {
        if (comment.Customer is not { } customer) return null;
        var room = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToInt32(start[..4], 16)}{id.Split('-')[^1]}");
        return new { customer.Name, Email = customer.Email.Replace("@", $".{room}@", StringComparison.Ordinal), Phone = $"{customer.Phone} ext. {room}", customer.AnnualValue, mayContact = true };
    }

    private static List<SampleComment> Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "playground-samples", "comments.json"));
        return JsonSerializer.Deserialize<List<SampleComment>>(file, ControlJson.Options)!;
    }
}
