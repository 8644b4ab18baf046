namespace HuddleBot.Core.Diagnosis;

/// <summary>Port: looks at one part of the bot and says what is wrong and what to do about it. Changes nothing that stays, and may run beside a working bot.</summary>
public interface IDiagnosis
{
    /// <summary>Findings as they are made, in the order in which a person should read them.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The storage does not answer, and there is nothing more to find out here without it.</exception>
    IAsyncEnumerable<Finding> ExamineAsync(CancellationToken cancellationToken);
}

public enum Severity
{
    Ok,

    /// <summary>Worth knowing; it may be meant so.</summary>
    Note,

    /// <summary>Somebody has to do something.</summary>
    Wrong,
}

/// <param name="Words">One line for an operator; never a customer's words, a token or personal data.</param>
/// <param name="WhatToDo">Always there where something is wrong.</param>
public sealed record Finding(Severity Severity, string Words, string? WhatToDo)
{
    public static Finding Ok(string words) => new(Severity.Ok, words, null);

    public static Finding Note(string words, string? whatToDo = null) => new(Severity.Note, words, whatToDo);

    public static Finding Wrong(string words, string whatToDo) => new(Severity.Wrong, words, whatToDo);
}
