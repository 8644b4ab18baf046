using HuddleBot.Core.Feedback;
using HuddleBot.Feedback.Reading;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Feedback;

/// <summary>Reads what waits in the quarantine again, as its source is described now. What can be read is taken first and leaves the quarantine then.</summary>
public sealed class QuarantineRetry(FeedbackSources sources, IQuarantine quarantine, IFeedbackIntake intake)
{
    public async Task<(int Taken, int Left)> RunAsync(string? source, Instant now, CancellationToken cancellationToken)
    {
        var (taken, left) = (0, 0);
        await foreach (var item in quarantine.ListAsync(source, cancellationToken))
        {
            var read = sources.Find(item.Source) is { } known ? Read(known, item, now) : new ReadResponse.Unreadable($"the source {item.Source} is not in the settings any more", item.Raw, item.Line);
            if (read is ReadResponse.Unreadable still)
            {
                left++;
                if (still.Reason != item.Reason) await quarantine.PutAsync(item.Source, [still with { Id = item.ResponseId }], cancellationToken);
                continue;
            }

            await intake.AcceptAsync(item.Source, [read], PostChoice.Fresh, cancellationToken);
            await quarantine.RemoveAsync(item, cancellationToken);
            taken++;
        }

        return (taken, left);
    }

    private static ReadResponse Read(FeedbackSource source, QuarantinedResponse item, Instant now)
    {
        var (document, refusal) = JsonText.TryParse(item.Raw);
        if (document is null) return new ReadResponse.Unreadable($"it is {refusal}", item.Raw, item.Line);
        using (document)
        {
            // A list is a row that did not fit its header: only the file can be mended.
            if (document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Array) return new ReadResponse.Unreadable(item.Reason, item.Raw, item.Line);
            var read = source.Format.Read(source.Name, new JsonItem(document.RootElement, item.Line), now);

            // The raw text as it was kept, and above its id, so that it stays the same item of the quarantine.
            return read is ReadResponse.Unreadable unreadable ? unreadable with { Raw = item.Raw } : read;
        }
    }
}
