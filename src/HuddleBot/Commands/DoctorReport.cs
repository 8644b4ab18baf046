using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Storage;

namespace HuddleBot.Commands;

/// <summary>Findings as lines for a person, as they come.</summary>
internal sealed class DoctorReport(TextWriter output)
{
    /// <summary>0: nothing was wrong; 1 otherwise.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Looks at everything. Without its storage a part is looked at no further, and that is said once.</summary>
    public async Task WriteAsync(IEnumerable<IDiagnosis> diagnoses, CancellationToken cancellationToken)
    {
        StorageUnavailableException? gone = null;
        foreach (var diagnosis in diagnoses)
        {
            try
            {
                await foreach (var finding in diagnosis.ExamineAsync(cancellationToken)) await WriteAsync(finding);
            }
            catch (StorageUnavailableException e)
            {
                gone ??= e;
            }
            catch (InvalidDataException e)
            {
                await WriteAsync(Finding.Wrong($"what is stored cannot be read: {e.Message}", "run 'teams apply FILE' again if it is about the teams; else bring back a backup of the storage"));
            }
        }

        if (gone is not null) await WriteAsync(Finding.Wrong($"not everything could be looked at: {gone.Message}", "mend the storage, then run doctor again"));
    }

    public async Task WriteAsync(Finding finding)
    {
        if (finding.Severity == Severity.Wrong) ExitCode = 1;
        var line = $"{NameOf(finding.Severity),-5} {finding.Words}{(finding.WhatToDo is { } what ? $" → {what}" : "")}";
        await output.WriteLineAsync(string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)));
        await output.FlushAsync();
    }

    private static string NameOf(Severity severity) => severity switch
    {
        Severity.Ok => "ok",
        Severity.Note => "note",
        Severity.Wrong => "wrong",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "no such severity"),
    };
}
