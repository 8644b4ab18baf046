using HuddleBot.Core.Huddles;
using HuddleBot.Hosting;

namespace HuddleBot.Huddles;

/// <summary>The questions of the day, from a text file: one a line; empty lines and lines that begin with <c>#</c> are left out.</summary>
internal sealed class QuestionBank : IQuestions
{
    /// <summary>What a line on a phone's card has room for.</summary>
    private const int Characters = 200;

    private QuestionBank(IReadOnlyList<string> all) => All = all;

    public IReadOnlyList<string> All { get; }

    /// <exception cref="SettingsException">The file cannot be read, holds no question, one that is too long, or one twice.</exception>
    public static QuestionBank Read(HuddlesOptions options)
    {
        var path = options.Questions is { } file ? Path.GetFullPath(file) : Path.Combine(AppContext.BaseDirectory, "cards", "questions", "en.txt");
        var mend = options.Questions is null ? "put it back beside the binary" : "mend Huddles:Questions, or leave it out for the bot's own questions";
        if (!File.Exists(path)) throw new SettingsException($"The questions of the day: there is no file {path}; {mend}.");

        var questions = File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
        if (questions.Count == 0) throw new SettingsException($"The questions of the day: {path} has none. Write one a line; lines that begin with # do not count.");
        if (questions.Find(question => question.Length > Characters) is { } tooLong)
            throw new SettingsException($"The questions of the day: '{tooLong[..40]}…' in {path} is too long; a question has at most {Characters} characters.");
        if (questions.GroupBy(question => question, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new SettingsException($"The questions of the day: '{twice.Key}' stands twice in {path}.");
        return new(questions);
    }
}
