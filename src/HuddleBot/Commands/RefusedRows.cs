using System.Globalization;
using CsvHelper;
using HuddleBot.Core.Feedback;

namespace HuddleBot.Commands;

/// <summary>The refused rows of an import: the first on the screen, all in a file where one is named.</summary>
internal sealed class RefusedRows(string? path) : IDisposable
{
    private const int OnScreen = 20;
    private readonly List<string> first = [];
    private readonly CsvWriter? file = path is null ? null : new(new StreamWriter(path), CultureInfo.InvariantCulture);
    private bool hasHeader;

    /// <param name="row">Its number, for a file without lines.</param>
    public async Task AddAsync(long row, ReadResponse.Unreadable refused)
    {
        var place = refused.Line is { } line ? $"line {line}" : $"item {row}";
        if (first.Count < OnScreen) first.Add($"{place}: {refused.Reason}");
        if (file is null) return;
        if (!hasHeader) await WriteAsync("place", "reason", "raw");
        hasHeader = true;
        await WriteAsync(place, refused.Reason, refused.Raw);
    }

    public async Task SumUpAsync(long refused, bool rehearsal)
    {
        foreach (var words in first) await Console.Error.WriteLineAsync(words);
        if (refused > first.Count) await Console.Error.WriteLineAsync($"… and {refused - first.Count:N0} more{(file is null ? "; --report FILE writes them all" : "")}.");
        if (refused > 0 && !rehearsal) await Console.Error.WriteLineAsync("Refused rows wait in the quarantine: mend the mapping and run 'quarantine retry', or mend the file and import it again.");
    }

    public void Dispose() => file?.Dispose();

    private async Task WriteAsync(params string[] fields)
    {
        foreach (var field in fields) file!.WriteField(field);
        await file!.NextRecordAsync();
    }
}
