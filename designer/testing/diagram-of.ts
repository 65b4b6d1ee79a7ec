import { readBpmn } from './headless.ts';

/** A diagram of one process with this in it, and `roots` (signals, messages) beside it. */
export function diagramOf(inside: string, roots = '') {
  return readBpmn(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="urn:perennial:test">
  <bpmn:process id="p" isExecutable="true">${inside}</bpmn:process>${roots}
</bpmn:definitions>`);
}
