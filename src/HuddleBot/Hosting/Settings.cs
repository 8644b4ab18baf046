using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace HuddleBot.Hosting;

/// <summary>A setting is missing, unknown or out of bounds. The message names the key and says what to do; the bot does not start.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException() { }

    public SettingsException(string message) : base(message) { }

    public SettingsException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>Reads one section of the settings into its options class: unknown keys are errors, bounds are the attributes of the class.</summary>
public static class Settings
{
    /// <exception cref="SettingsException">With every unknown key and every broken bound at once.</exception>
    public static T Read<T>(IConfiguration configuration, string section) where T : class, new()
    {
        CheckKeys<T>(configuration, section);

        T options;
        try
        {
            options = configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException($"Settings, section {section}: {e.InnerException?.Message ?? e.Message}", e);
        }

        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            throw new SettingsException(string.Join(Environment.NewLine, results.Select(result => $"Settings, {section}: {result.ErrorMessage}")));
        return options;
    }

    /// <summary>That every key is known and every value one that its type can hold, where the section need not be complete.</summary>
    /// <exception cref="SettingsException">With every key that is wrong at once.</exception>
    public static void CheckKeys<T>(IConfiguration configuration, string section)
    {
        var errors = new List<string>();
        FindUnknown(configuration.GetSection(section), typeof(T), errors);
        if (errors.Count > 0) throw new SettingsException(string.Join(Environment.NewLine, errors));
    }

    private static void FindUnknown(IConfigurationSection section, Type type, List<string> errors)
    {
        if (ValueTypeOf(type) is { } valueType)
        {
            foreach (var child in section.GetChildren()) FindUnknown(child, valueType, errors);
            return;
        }

        if (type.IsValueType) FindUnreadable(section, type, errors);
        if (type == typeof(string) || type.IsValueType || type.IsInterface || typeof(IEnumerable).IsAssignableFrom(type)) return;
        var properties = Array.FindAll(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), property => property.CanWrite);
        foreach (var child in section.GetChildren())
        {
            var property = properties.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                errors.Add($"Settings: '{child.Path}' is not known. Known in {section.Path}: {string.Join(", ", properties.Select(p => p.Name).Order(StringComparer.Ordinal))}.");
            else
                FindUnknown(child, property.PropertyType, errors);
        }
    }

    /// <summary>A value that its type cannot hold, told with its key: the binder's own message does not say which key it was.</summary>
    private static void FindUnreadable(IConfigurationSection section, Type type, List<string> errors)
    {
        if (section.Value is not { } value) return;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            var wanted = type.IsEnum ? string.Join(" or ", Enum.GetNames(type)) : type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number" : $"a {type.Name}";
            errors.Add($"Settings: {section.Path} is '{value}'; write {wanted}.");
        }
    }

    /// <summary>The value type of a dictionary of settings; null for anything else.</summary>
    private static Type? ValueTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) && value != typeof(string) ? value : null;
}
