/// <reference path="../canvas/bpmn-moddle.d.ts" />
